"""Connectors to gateways that collect money."""
