"""Use cases of delivery, one file each."""
