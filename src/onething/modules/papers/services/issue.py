"""Issue a paper: its facts and its number in the caller's transaction, its PDF after the commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from onething.core.identifiers import mask_name
from onething.modules.papers.domain.contents import Contents, Letterhead, PaperSubject, facts_of, write_down
from onething.modules.papers.domain.registry import Kind, kind_named, kind_of
from onething.modules.papers.models import Paper
from onething.modules.papers.queries import PaperInfo, paper_info
from onething.platform.clock import legal_day
from onething.platform.database import put_in
from onething.platform.numbering.api import OutsideTransaction, next_numbers
from onething.platform.outbox.api import NewWork, enqueue_all
from onething.platform.permissions import Actor, share_with

RENDER = "papers.render"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """A paper to issue: its contents, in whose name, about what, and the lines of case logs that caused it."""

    contents: Contents
    body: Letterhead
    about: PaperSubject
    lines: tuple[UUID, ...] = ()


def issue(
    *,
    contents: Contents,
    body: Letterhead,
    about: PaperSubject,
    actor: Actor,
    now: datetime,
    lines: tuple[UUID, ...] = (),
) -> PaperInfo:
    """Issue the paper whose contents these are, in three statements; call it last in the transaction.

    The series stays locked until commit: several papers in one transaction go in the order of kind, then body.
    """
    return issue_all([NewPaper(contents=contents, body=body, about=about, lines=lines)], actor=actor, now=now)[0]


def issue_all(papers: Sequence[NewPaper], *, actor: Actor, now: datetime) -> tuple[PaperInfo, ...]:
    """Issue these, each in another series (its body's, its kind's), in three statements as well; in the given order."""
    if not connection.in_atomic_block:
        raise OutsideTransaction("issue papers inside transaction.atomic()")
    year = legal_day(now).year
    rows = [_row(paper) for paper in papers]
    enqueue_all([NewWork(topic=RENDER, payload={"paper": str(row.public_id)}, subject=row.public_id) for row in rows])
    series = [f"paper:{row.body_code}:{row.kind}:{year}" for row in rows]
    serials = next_numbers(series=series)
    for row, paper, name in zip(rows, papers, series, strict=True):
        row.issued_at, row.issued_by, row.year, row.serial = now, actor.account, year, serials[name]
        mark = kind_named(row.kind).mark_by(paper.body.kind)
        row.number = f"{paper.body.series_mark}{mark}〔{year}〕{row.serial}号"
    put_in(rows)
    return tuple(paper_info(row) for row in rows)


def _row(paper: NewPaper) -> Paper:
    contents, body, about = paper.contents, paper.body, paper.about
    kind, until = kind_of(contents), getattr(contents, "valid_until", None)
    facts = facts_of(contents, body=body, about=about)
    return Paper(
        kind=kind.code,
        body_code=body.code,
        body_name=body.name,
        body_kind=body.kind.value,
        application=about.application,
        case=about.case,
        told_to=share_with(about.told_to),
        lines=[str(line) for line in paper.lines],
        matter=about.matter,
        owner=about.owner,
        bundle=about.bundle,
        applicant_masked=mask_name(about.applicant),
        site_code=about.site_code,
        region_path=about.region_path,
        data=write_down(facts | {"bases": procedure_of(kind, contents)}),
        valid_until=until if isinstance(until, date) else None,
    )


def procedure_of(kind: Kind, contents: Contents) -> list[str]:
    """The articles of the procedure, which papers about licences cite."""
    return [basis.citation for basis in kind.bases if contents.licensing]
