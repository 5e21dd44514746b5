"""Another body has taken over a case: its papers are read and reprinted there, as they were issued and under their numbers."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Case, F, Q, Value, When

from onething.modules.papers.models import Paper


def hand_on(*, application: UUID, cases: Collection[UUID], former: str, successor: str, whole: bool) -> None:
    """What the former body keeps about these cases, and about the application as `whole`; one statement."""
    about = Q(case__in=cases) | Q(case=None) if whole else Q(case__in=cases)
    Paper.objects.filter(about, application=application, body_code=former).update(
        issued_as=Case(When(issued_as="", then=F("body_code")), default=F("issued_as")),
        body_code=Value(successor),
        row_version=F("row_version") + 1,
    )
