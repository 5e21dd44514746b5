"""Use cases of consultation, one file each."""
