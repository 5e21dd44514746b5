"""What this client filed: where it stands, what happened, and which materials it has. No names, no values."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from onething.channels.api.answers import (
    ApplicationLineOut,
    ApplicationListOut,
    ApplicationOut,
    CaseTimelineOut,
    MaterialListOut,
    MaterialOut,
    TimelineOut,
)
from onething.channels.api.case_shapes import brief_of, line_of
from onething.channels.api.door import actor_of_client, needs
from onething.channels.api.paging import CursorIn
from onething.modules.clients.api import ApiScope
from onething.modules.handling.api import cases_for_application, promised_now, timeline_for_application, version_of
from onething.modules.intake.api import Application, ApplicationInfo, application_of, list_applications
from onething.platform.permissions import Action

router = Router(tags=["申请"])
READING = {"scope": ApiScope.APPLICATIONS_READ, "action": Action.APPLICATION_READ}


@router.get("/applications", response=ApplicationListOut, summary="本系统代为提交的申请")
@needs(**READING)
def applications_list(request: HttpRequest, cursor: Query[CursorIn]) -> ApplicationListOut:
    """最近提交的在前，每页二十份。"""
    page = list_applications(actor=actor_of_client(request), after=cursor.cursor)
    return ApplicationListOut(applications=[_row(row) for row in page.rows], next_cursor=page.next)


@router.get("/applications/{uuid:application}", response=ApplicationOut, summary="申请的状态")
@needs(**READING)
def applications_read(request: HttpRequest, response: HttpResponse, application: UUID) -> ApplicationOut:
    """申请和其中每个事项现在的状态。ETag 随任何一个办件的进展而变。"""
    info = application_of(application, actor=actor_of_client(request)).info
    cases = cases_for_application(application)
    response.headers["ETag"] = f'"{version_of(cases)}"'
    whole = promised_now(cases)[application]
    return ApplicationOut(**_line(info), promised_now=whole.last_on, cases=[brief_of(case) for case in cases])


@router.get("/applications/{uuid:application}/timeline", response=TimelineOut, summary="办理过程")
@needs(**READING)
def applications_timeline(request: HttpRequest, application: UUID) -> TimelineOut:
    """每个办件从收件到送达的全部过程，与申请人看到的一致。"""
    application_of(application, actor=actor_of_client(request))
    return TimelineOut(
        cases=[
            CaseTimelineOut(number=case.number, title=case.title, lines=[line_of(line) for line in lines])
            for case, lines in timeline_for_application(application)
        ]
    )


@router.get("/applications/{uuid:application}/materials", response=MaterialListOut, summary="申请的材料")
@needs(**READING)
def applications_materials(request: HttpRequest, application: UUID) -> MaterialListOut:
    """交了什么、免交了什么。不含文件名和内容。"""
    materials = application_of(application, actor=actor_of_client(request)).materials
    return MaterialListOut(
        materials=[
            MaterialOut(
                key=one.key,
                name=one.name,
                treatment=one.treatment,
                exempt_by=one.exempt_by,
                needed_by=list(one.needed_by),
                files=len(one.files),
                supplied_at=one.supplied_at,
            )
            for one in materials
        ]
    )


def _row(row: Application) -> ApplicationLineOut:
    return ApplicationLineOut(
        id=row.public_id,
        number=row.number,
        bundle=row.bundle,
        title=row.title,
        submitted_at=row.submitted_at,
        promised_on=row.promised_on,
        finished_at=row.finished_at,
    )


def _line(info: ApplicationInfo) -> dict[str, Any]:
    return {
        "id": info.public_id,
        "number": info.number,
        "bundle": info.bundle,
        "title": info.title,
        "submitted_at": info.submitted_at,
        "promised_on": info.promised_on,
        "finished_at": info.finished_at,
    }
