"""Use cases of data exchange, one file each."""
