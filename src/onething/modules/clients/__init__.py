"""Clients: systems of other authorities that come through the REST door, each belonging to one body and one region."""
