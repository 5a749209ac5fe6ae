"""ZIP: several files in one."""
