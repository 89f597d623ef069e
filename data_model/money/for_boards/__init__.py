"""What boards read of the programme's money as a whole: its checks, its moves, its tables and their words."""
