"""話題: clips on one happening."""
