"""What exchange needs from the outside."""

from datetime import datetime
from typing import Protocol

from onething.modules.exchange.domain.queries import Query
from onething.modules.exchange.domain.results import Result
from onething.modules.exchange.domain.uploaded import NotReached, UploadAnswer
from onething.modules.exchange.domain.uploading import UploadRecord


class DataSource(Protocol):
    """A register somewhere else; it answers within seconds and never raises for what the other side does."""

    def query(self, query: Query, *, now: datetime) -> Result:
        """Ask one question."""
        ...

    def check_config(self) -> tuple[str, ...]:
        """Return what is wrong with the configuration, in Chinese; nothing when all is well."""
        ...


class NationalPlatform(Protocol):
    """Where cases are collected for the whole country; it never raises for what the other side does."""

    def push(self, record: UploadRecord) -> UploadAnswer:
        """Send one record; sending it again does no harm."""
        ...

    def held(self, case_number: str) -> frozenset[tuple[str, int]] | NotReached:
        """Return group and sequence of every record the platform holds of a case."""
        ...

    def check_config(self) -> tuple[str, ...]:
        """Return what is wrong with the configuration, in Chinese; nothing when all is well."""
        ...
