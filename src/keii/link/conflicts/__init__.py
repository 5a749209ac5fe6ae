"""食い違い: what accounts of one story are at odds about."""
