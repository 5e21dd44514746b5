"""Connectors to data sources, one file a source."""
