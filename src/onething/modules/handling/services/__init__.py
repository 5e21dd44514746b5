"""Use cases of handling, one file each: load, decide, save, record."""
