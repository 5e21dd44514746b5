"""Use cases of organisation, one file each."""
