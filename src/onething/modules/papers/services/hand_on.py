"""Another body has taken over a case: its papers are read and reprinted there, as they were issued and under their numbers."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat, Replace

from onething.modules.papers.models import Paper
from onething.platform.permissions import share_with


def hand_on(*, application: UUID, cases: Collection[UUID], former: str, successor: str, whole: bool) -> None:
    """What the former body keeps about these cases, and about the application as `whole`, and what it was told; two statements."""
    about = Q(case__in=cases) | Q(case=None) if whole else Q(case__in=cases)
    Paper.objects.filter(about, application=application, body_code=former).update(
        issued_as=Case(When(issued_as="", then=F("body_code")), default=F("issued_as")),
        body_code=Value(successor),
        row_version=F("row_version") + 1,
    )
    old, new = share_with({former}), share_with({successor})
    told = Replace("told_to", Value(old), Value(new)) if whole else Concat("told_to", Value(new))
    Paper.objects.filter(application=application, told_to__contains=old).update(told_to=told)
