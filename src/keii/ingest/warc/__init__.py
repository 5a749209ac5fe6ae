"""WARC: web archives, as crawlers and libraries keep them (ISO 28500, 1.0 and 1.1)."""
