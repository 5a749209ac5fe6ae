"""Commands: options in, the desk's answers out. No logic."""
