"""Typed client of the 一件事 API; `operations.py` is generated from its description, this file and `transport.py` are not."""

from onething_client.operations import *  # noqa: F403 - every shape and the client
from onething_client.operations import OnethingClient
from onething_client.transport import ApiError, AuthError

__all__ = ["ApiError", "AuthError", "OnethingClient"]
