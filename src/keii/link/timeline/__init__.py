"""年表: what happened and what was said, by the time it is about."""
