"""The worker's duties over many applications: each in its own transaction, none keeping another waiting."""

import logging
from collections.abc import Callable, Iterable
from uuid import UUID

from onething.modules.handling.errors import HandlingError

log = logging.getLogger(__name__)
MOST_AT_ONCE = 200


def one_by_one(applications: Iterable[UUID], act: Callable[[UUID], int], *, duty: str) -> int:
    """Do it for each; one that cannot be moved now is named in the worker's log and tried again. The sum of what was done."""
    return sum(_or_go_on(application, act, duty) for application in applications)


def _or_go_on(application: UUID, act: Callable[[UUID], int], duty: str) -> int:
    try:
        return act(application)
    except HandlingError:
        log.exception("%s: application %s was left as it is", duty, application)
        return 0
