"""電子メール: newsletters saved as .eml."""
