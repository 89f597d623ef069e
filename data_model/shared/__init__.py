"""What every room of the data model stands on: the engine, the base of tables, days, permissions."""
