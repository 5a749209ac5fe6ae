"""横糸: what holds across clips. Small pure functions; every decision carries its reasons."""
