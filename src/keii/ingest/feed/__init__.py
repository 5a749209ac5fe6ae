"""配信: feeds (RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0, JSON Feed) and lists of feeds (OPML): bytes -> records."""
