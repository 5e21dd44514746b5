"""Use cases of rating, one file each."""
