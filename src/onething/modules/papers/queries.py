"""Reads of papers, as frozen values."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from onething.modules.papers.domain.registry import kind_named, kinds
from onething.modules.papers.models import Paper
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor, Role, visible

DAY = re.compile(r'"(\d{4}-\d{2}-\d{2})"')
"""A day in the canonical JSON of what is printed."""
TOLD_OF_ALL = frozenset({Role.CITIZEN, Role.WINDOW_CLERK})
"""Who learns that a confidential paper was issued: whose it is, and the window that prints it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperInfo:
    """An issued paper without its contents; `address` is where its PDF stands, `lines` name the log lines that caused it."""

    public_id: UUID
    kind: str
    title: str
    number: str
    body_code: str
    body_name: str
    application: UUID
    case: UUID | None
    matter: str
    issued_at: datetime
    issued_on: date
    revoked: bool
    void_items: tuple[str, ...] = ()
    confidential: bool = False
    lines: tuple[UUID, ...] = ()

    @property
    def address(self) -> str:
        """The path of the PDF."""
        return f"/papers/{self.public_id}.pdf"


def papers_of(*, application: UUID, actor: Actor) -> tuple[PaperInfo, ...]:
    """The application's papers that the actor may read, in the order in which they were issued; one query."""
    return papers_of_all((application,), actor=actor)


def papers_of_all(applications: Collection[UUID], *, actor: Actor) -> tuple[PaperInfo, ...]:
    """The papers of several applications that the actor may read, as they were issued; one query."""
    rows = visible(actor, Action.PAPER_READ, Paper.objects.filter(application__in=applications).defer("data"))
    if actor.role not in TOLD_OF_ALL:
        rows = rows.exclude(kind__in=[kind.code for kind in kinds() if kind.confidential])
    return tuple(paper_info(row) for row in rows.order_by("id"))


def papers_of_case(case: UUID, *, kind: str) -> tuple[PaperInfo, ...]:
    """The case's papers of one kind; the caller has checked the actor's right to the case."""
    rows = Paper.objects.filter(case=case, kind=kind).defer("data").order_by("id")
    return tuple(paper_info(row) for row in rows)


def these_papers(papers: Collection[UUID]) -> tuple[PaperInfo, ...]:
    """The papers of these ids as they were issued; the caller has checked the actor's right to them."""
    return tuple(paper_info(row) for row in Paper.objects.filter(public_id__in=papers).defer("data").order_by("id"))


def printed_days(*, application: UUID, kinds: Collection[str]) -> Mapping[UUID | None, frozenset[date]]:
    """Every day that a paper of these kinds prints and that was not revoked, by the case it is about; None: all of them."""
    found: dict[UUID | None, frozenset[date]] = {}
    rows = Paper.objects.filter(application=application, kind__in=kinds, revoked_at__isnull=True)
    for case, data in rows.values_list("case", "data"):
        days = frozenset(date.fromisoformat(day) for day in DAY.findall(data))
        found[case] = found.get(case, frozenset()) | days
    return found


def papers_of_whole(application: UUID, *, kind: str) -> tuple[PaperInfo, ...]:
    """The papers of one kind about all of the application; the caller has checked the actor's right to it."""
    rows = Paper.objects.filter(application=application, kind=kind, case__isnull=True).defer("data").order_by("id")
    return tuple(paper_info(row) for row in rows)


def has_paper(*, application: UUID, kind: str) -> bool:
    """Whether the application got a paper of this kind about all of it, and it still holds."""
    rows = Paper.objects.filter(application=application, kind=kind, case__isnull=True, revoked_at__isnull=True)
    return rows.exists()


def paper_info(row: Paper) -> PaperInfo:
    """The row as a frozen value."""
    return PaperInfo(
        public_id=row.public_id,
        kind=row.kind,
        title=row.title,
        number=row.number,
        body_code=row.issuer_code,
        body_name=row.body_name,
        application=row.application,
        case=row.case,
        matter=row.matter,
        issued_at=row.issued_at,
        issued_on=legal_day(row.issued_at),
        revoked=row.revoked_at is not None,
        void_items=tuple(row.void_items),
        confidential=kind_named(row.kind).confidential,
        lines=tuple(UUID(line) for line in row.lines),
    )
