"""What a sheet is: a table, tables side by side, cards, or one that stands aside."""
