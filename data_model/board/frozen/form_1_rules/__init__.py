"""The rules of measures as they were when form 1 was written. Owns: what form 1 says. Refuses: to change."""
