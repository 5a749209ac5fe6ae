"""JSON Lines: one document a line, never split."""
