"""The cases of the client's own body, and their papers."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from onething.channels.api.answers import CaseListOut, CaseOut, PaperListOut, PaperOut, ProgressOut
from onething.channels.api.case_shapes import case_of, line_of
from onething.channels.api.door import actor_of_client, needs, purpose_of
from onething.channels.api.paging import CursorIn
from onething.core.lifecycle import CaseState
from onething.modules.clients.api import ApiScope
from onething.modules.handling.api import days_left, find_case, info_of, list_cases, progress_of
from onething.modules.papers.api import PaperInfo, open_pdf, papers_of
from onething.platform import clock
from onething.platform.permissions import Action

router = Router(tags=["办件"])
papers = Router(tags=["文书"])
READING = {"scope": ApiScope.CASES_READ, "action": Action.CASE_READ}
PAPERS = {"scope": ApiScope.PAPERS_READ, "action": Action.PAPER_READ}


class CasesIn(CursorIn):
    """筛选和翻页。"""

    state: CaseState | None = Field(default=None, description="只要这一状态的")
    due_until: date | None = Field(default=None, description="只要期限在这一天或之前的")


@router.get("/cases", response=CaseListOut, summary="本部门的办件")
@needs(**READING)
def cases_list(request: HttpRequest, wanted: Query[CasesIn]) -> CaseListOut:
    """期限近的在前，没有期限的在后，每页二十件。"""
    page = list_cases(
        actor=actor_of_client(request), state=wanted.state, due_until=wanted.due_until, after=wanted.cursor
    )
    return CaseListOut(cases=[case_of(info_of(row)) for row in page.rows], next_cursor=page.next)


@router.get("/cases/{uuid:case}", response=CaseOut, summary="一个办件")
@needs(**READING)
def cases_read(request: HttpRequest, response: HttpResponse, case: UUID) -> CaseOut:
    """ETag 随办件的进展而变；带 If-None-Match 时没有变化的回答 304。"""
    info = info_of(find_case(case, actor=actor_of_client(request)))
    response.headers["ETag"] = f'"{info.version}"'
    return case_of(info)


@router.get("/cases/{uuid:case}/progress", response=ProgressOut, summary="办件的进度")
@needs(**READING)
def cases_progress(request: HttpRequest, case: UUID) -> ProgressOut:
    """状态、期限、还有几个工作日和全部过程。"""
    info, lines = progress_of(case, actor=actor_of_client(request))
    return ProgressOut(
        state=info.state.value,
        state_label=info.state.label,
        due_on=info.due_on,
        working_days_left=days_left(info, today=clock.today()),
        lines=[line_of(line) for line in lines],
    )


@papers.get("/cases/{uuid:case}/papers", response=PaperListOut, summary="办件的文书")
@needs(**PAPERS)
def papers_list(request: HttpRequest, case: UUID) -> PaperListOut:
    """本部门对这份申请出具的文书，按出具的先后。"""
    actor = actor_of_client(request)
    found = papers_of(application=find_case(case, actor=actor).application_ref, actor=actor)
    return PaperListOut(papers=[_paper(one) for one in found])


@papers.get("/papers/{uuid:paper}/content", response={200: bytes}, summary="文书的 PDF")
@needs(**PAPERS, purpose=True)
def papers_read(request: HttpRequest, paper: UUID) -> HttpResponse:
    """文书原件。含个人信息，须说明用途，记入访问日志。"""
    pdf = open_pdf(paper=paper, actor=actor_of_client(request), now=clock.now(), purpose=purpose_of(request))
    return HttpResponse(pdf.content, content_type="application/pdf")


def _paper(one: PaperInfo) -> PaperOut:
    return PaperOut(
        id=one.public_id,
        kind=one.kind,
        title=one.title,
        number=one.number,
        body_code=one.body_code,
        body_name=one.body_name,
        matter=one.matter,
        issued_at=one.issued_at,
        revoked=one.revoked,
    )
