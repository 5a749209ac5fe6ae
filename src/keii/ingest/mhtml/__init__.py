"""MHTML: pages as browsers save them in one file (RFC 2557)."""
