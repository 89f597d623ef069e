"""The parts of an .ods workbook, each read by a module of its own."""
