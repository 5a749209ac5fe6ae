"""Fixtures of the reading room's tests, with and without a browser."""

pytest_plugins = ("room_fixtures", "browser_fixtures")
