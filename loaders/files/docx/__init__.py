"""The parts of a .docx document: its words, its tables, and how they make sheets."""
