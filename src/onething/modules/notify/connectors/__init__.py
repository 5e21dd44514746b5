"""Connectors to gateways that send SMS."""
