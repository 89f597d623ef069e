"""How tables of figures stand on a sheet: their headings, the rows and years above them."""
