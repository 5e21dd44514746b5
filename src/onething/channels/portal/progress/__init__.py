"""After filing: one's applications, how far each is, corrections, results, withdrawal."""
