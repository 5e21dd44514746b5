"""Connectors to the systems of bodies."""
