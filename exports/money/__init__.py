"""The programme’s money, written out."""
