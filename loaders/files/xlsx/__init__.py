"""The parts of an .xlsx workbook, each read by a module of its own."""
