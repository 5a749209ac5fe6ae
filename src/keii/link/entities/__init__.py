"""実体: one thing under many spellings."""
