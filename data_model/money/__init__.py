"""The programme's money: in whole pence and in financial years."""
