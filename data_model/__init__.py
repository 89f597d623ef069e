"""Tables, rules, reads and writes. Knows nothing of screens, files or charts."""
