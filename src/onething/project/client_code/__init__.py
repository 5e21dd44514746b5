"""The typed Python client, written from the API's own description."""
