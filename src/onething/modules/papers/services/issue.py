"""Issue a paper: its facts and its number in the caller's transaction, its PDF after the commit."""

from datetime import date, datetime

from django.db import connection

from onething.core.identifiers import mask_name
from onething.modules.papers.domain.contents import Contents, Letterhead, PaperSubject, facts_of, write_down
from onething.modules.papers.domain.registry import Kind, kind_of
from onething.modules.papers.models import Paper
from onething.modules.papers.queries import PaperInfo, paper_info
from onething.platform.clock import legal_day
from onething.platform.database import put_in
from onething.platform.numbering.api import OutsideTransaction, next_number
from onething.platform.outbox.api import enqueue
from onething.platform.permissions import Actor

RENDER = "papers.render"


def issue(
    *,
    contents: Contents,
    body: Letterhead,
    about: PaperSubject,
    actor: Actor,
    now: datetime,
) -> PaperInfo:
    """Issue the paper whose contents these are, in three statements; call it last in the transaction.

    The series stays locked until commit: several papers in one transaction go in the order of kind, then body.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("issue papers inside transaction.atomic()")
    kind, year = kind_of(contents), legal_day(now).year
    row = _row(kind, contents, body=body, about=about)
    row.issued_at, row.issued_by, row.year = now, actor.account, year
    enqueue(RENDER, payload={"paper": str(row.public_id)}, subject=row.public_id)
    row.serial = next_number(series=f"paper:{body.code}:{kind.code}:{year}")
    row.number = f"{body.series_mark}{kind.mark}〔{year}〕{row.serial}号"
    put_in([row])
    return paper_info(row)


def _row(kind: Kind, contents: Contents, *, body: Letterhead, about: PaperSubject) -> Paper:
    until = getattr(contents, "valid_until", None)
    facts = facts_of(contents, body=body, about=about)
    return Paper(
        kind=kind.code,
        body_code=body.code,
        body_name=body.name,
        application=about.application,
        case=about.case,
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
