"""Schema history of organisation."""
