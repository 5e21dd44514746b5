"""Reads of papers, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from onething.modules.papers.domain.registry import kind_named
from onething.modules.papers.models import Paper
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor, visible


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperInfo:
    """An issued paper without its contents; `address` is where its PDF stands."""

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

    @property
    def address(self) -> str:
        """The path of the PDF."""
        return f"/papers/{self.public_id}.pdf"


def papers_of(*, application: UUID, actor: Actor) -> tuple[PaperInfo, ...]:
    """The application's papers that the actor may read, in the order in which they were issued; one query."""
    rows = visible(actor, Action.PAPER_READ, Paper.objects.filter(application=application).defer("data"))
    return tuple(paper_info(row) for row in rows.order_by("id"))


def papers_of_case(case: UUID, *, kind: str) -> tuple[PaperInfo, ...]:
    """The case's papers of one kind; the caller has checked the actor's right to the case."""
    rows = Paper.objects.filter(case=case, kind=kind).defer("data").order_by("id")
    return tuple(paper_info(row) for row in rows)


def has_paper(*, application: UUID, kind: str) -> bool:
    """Whether the application got a paper of this kind about all of it."""
    return Paper.objects.filter(application=application, kind=kind, case__isnull=True).exists()


def paper_info(row: Paper) -> PaperInfo:
    """The row as a frozen value."""
    return PaperInfo(
        public_id=row.public_id,
        kind=row.kind,
        title=kind_named(row.kind).title,
        number=row.number,
        body_code=row.body_code,
        body_name=row.body_name,
        application=row.application,
        case=row.case,
        matter=row.matter,
        issued_at=row.issued_at,
        issued_on=legal_day(row.issued_at),
        revoked=row.revoked_at is not None,
    )
