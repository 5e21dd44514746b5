"""A town that issues papers: who reads them, and papers already issued."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from onething.modules.papers.api import PaperInfo, issue
from onething.modules.papers.models import Paper
from onething.platform.permissions import Actor, Role
from onething.project.documents.paper_samples import ABOUT_ONE, HEALTH, NOON, OWNER, SAMPLES
from onething.project.documents.second_samples import ISSUERS, SECOND_SAMPLES

CLERK = Actor(role=Role.WINDOW_CLERK, account=UUID(int=7), site_code="city-centre", channel="counter")
OFFICER = Actor(role=Role.APPROVER, account=UUID(int=8), body_code="health", channel="desk")
PARENT = Actor(role=Role.CITIZEN, account=UUID(int=9), person=OWNER, channel="portal")

Issue = Callable[..., PaperInfo]


def issue_sample(kind: str = "decision", *, body: Any = None, **about: Any) -> PaperInfo:
    """Issue the sample of a kind in a transaction of its own."""
    contents, subject = (SAMPLES | SECOND_SAMPLES)[kind]
    with transaction.atomic():
        return issue(
            contents=contents,
            body=body or ISSUERS.get(kind, HEALTH),
            about=replace(subject, **about),
            actor=CLERK,
            now=NOON,
        )


@pytest.fixture
def issued() -> Issue:
    """Issue a sample."""
    return issue_sample


@pytest.fixture
def row() -> Callable[[PaperInfo], Paper]:
    """The row behind an issued paper."""
    return lambda info: Paper.objects.get(public_id=info.public_id)


@pytest.fixture
def clerk() -> Actor:
    """At a window of the site where the application was filed."""
    return CLERK


@pytest.fixture
def officer() -> Actor:
    """Of the body that issued."""
    return OFFICER


@pytest.fixture
def parent() -> Actor:
    """The person whom the papers concern."""
    return PARENT


@pytest.fixture
def about_one() -> Any:
    """What a paper about one case is about."""
    return ABOUT_ONE
