"""File for somebody who agreed: open a draft, fill it, hand in materials, submit."""

from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from onething.channels.api.answers import (
    ChoiceOut,
    DraftDetailOut,
    DraftLineOut,
    DraftListOut,
    DraftOut,
    FieldOut,
    FileOut,
    GapOut,
    SectionOut,
    SubmittedOut,
    WantedMaterialOut,
)
from onething.channels.api.door import actor_of_client, needs, purpose_of, version_of_request
from onething.channels.api.problems import Changed
from onething.channels.api.shapes import DraftChangeIn, DraftIn, Key
from onething.modules.clients.api import ApiScope
from onething.modules.identity.api import register_enterprise, register_person
from onething.modules.intake.api import (
    DraftInfo,
    DraftView,
    FilledField,
    Gap,
    OnBehalf,
    attach_file,
    discard_draft,
    draft_of,
    list_drafts,
    materials_to_submit,
    open_draft,
    save_answers,
    save_values,
    submit,
)
from onething.platform import clock
from onething.platform.permissions import Action, Actor

router = Router(tags=["代为申报"])
EDITING = {"scope": ApiScope.DRAFTS_WRITE, "action": Action.DRAFT_EDIT}
SERVING = "代为申报"
"""Why the door itself looks: to say what is missing. No personal data goes out with it."""


@router.post("/drafts", response={201: DraftOut}, summary="建立草稿")
@needs(**EDITING, key=True)
def drafts_create(request: HttpRequest, response: HttpResponse, given: DraftIn) -> Status[DraftOut]:
    """为同意的本人或单位建立草稿；同一人、同样回答的草稿已有时返回那一份。只能办本系统所属区划内的一件事。"""
    actor, now = actor_of_client(request), clock.now()
    made = open_draft(
        bundle=given.bundle,
        answers=given.answers,
        leave_out=given.leave_out,
        actor=actor,
        now=now,
        on_behalf=_on_behalf(given, actor, now),
    )
    response.headers["Location"] = f"/api/v1/drafts/{made}"
    return Status(HTTPStatus.CREATED, _draft(_tagged(response, _look(made, actor, now))))


@router.get("/drafts", response=DraftListOut, summary="本系统的草稿")
@needs(**EDITING)
def drafts_list(request: HttpRequest) -> DraftListOut:
    """最近改动的在前，最多二十份；过期的已清除。"""
    found = list_drafts(actor=actor_of_client(request), now=clock.now())
    return DraftListOut(drafts=[DraftLineOut(**_line(one)) for one in found])


@router.get("/drafts/{uuid:draft}", response=DraftDetailOut, summary="读草稿")
@needs(**EDITING, purpose=True)
def drafts_read(request: HttpRequest, response: HttpResponse, draft: UUID) -> DraftDetailOut:
    """全部字段、预填的值和来源、要交的材料。返回个人信息，须说明用途，记入访问日志。"""
    view = draft_of(draft, actor=actor_of_client(request), now=clock.now(), purpose=purpose_of(request))
    return _detail(_tagged(response, view))


@router.patch("/drafts/{uuid:draft}", response=DraftOut, summary="填写草稿")
@needs(**EDITING, version=True)
def drafts_change(request: HttpRequest, response: HttpResponse, draft: UUID, given: DraftChangeIn) -> DraftOut:
    """改回答、填字段、记录其他当事人是否同意查询。能接受的先存下，不能接受的逐项说明。"""
    actor, now = actor_of_client(request), clock.now()
    before = _look(draft, actor, now)
    if _tag(before.info) != version_of_request(request):
        raise Changed
    seen = before.info.saved_at
    if given.answers is not None or given.leave_out is not None:
        answers = before.answers if given.answers is None else given.answers
        left_out = before.leave_out if given.leave_out is None else given.leave_out
        save_answers(draft=draft, answers=answers, leave_out=left_out, actor=actor, now=now, seen=seen)
    if given.values or given.consents:
        save_values(
            draft=draft,
            values=given.values or {},
            consents=given.consents,
            actor=actor,
            now=now,
            whole=False,
            seen=seen,
        )
    return _draft(_tagged(response, _look(draft, actor, now)))


@router.delete("/drafts/{uuid:draft}", response={204: None}, summary="清除草稿")
@needs(**EDITING, version=True)
def drafts_discard(request: HttpRequest, draft: UUID) -> Status[None]:
    """连同文件一并清除，不能恢复。"""
    actor, now = actor_of_client(request), clock.now()
    if _tag(_look(draft, actor, now).info) != version_of_request(request):
        raise Changed
    discard_draft(draft=draft, actor=actor, now=now)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/drafts/{uuid:draft}/files", response={201: FileOut}, summary="上传材料")
@needs(**EDITING, key=True, media="multipart/form-data")
def drafts_attach(request: HttpRequest, draft: UUID, material: Form[Key], file: File[UploadedFile]) -> Status[FileOut]:
    """JPG、PNG、PDF 或 OFD，最大 10 MB；material 是草稿 materials 里的 key。多页的分次上传。"""
    kept = attach_file(
        draft=draft,
        material=material,
        name=file.name or "",
        content=file.read(),
        actor=actor_of_client(request),
        now=clock.now(),
    )
    return Status(HTTPStatus.CREATED, FileOut(id=UUID(kept.id), media_type=kept.media_type, size=kept.size))


@router.post("/drafts/{uuid:draft}/submission", response={201: SubmittedOut}, summary="提交")
@needs(scope=ApiScope.DRAFTS_WRITE, action=Action.APPLICATION_SUBMIT, key=True, media="")
def drafts_submit(request: HttpRequest, response: HttpResponse, draft: UUID) -> Status[SubmittedOut]:
    """提交后草稿成为申请，当即给出编号；还有缺项的不提交，逐项说明。"""
    done = submit(draft=draft, key=str(draft), actor=actor_of_client(request), now=clock.now())
    response.headers["Location"] = f"/api/v1/applications/{done.public_id}"
    submitted = SubmittedOut(
        id=done.public_id,
        number=done.number,
        title=done.title,
        submitted_at=done.submitted_at,
        promised_on=done.promised_on,
    )
    return Status(HTTPStatus.CREATED, submitted)


def _on_behalf(given: DraftIn, actor: Actor, now: datetime) -> OnBehalf:
    who, firm = given.person, given.enterprise
    person = register_person(name=who.name, id_number=who.id_number, phone=who.phone, actor=actor, now=now)
    enterprise = register_enterprise(name=firm.name, uscc=firm.uscc, actor=actor, now=now) if firm else None
    return OnBehalf(
        person=person.public_id,
        name=who.name,
        id_number=who.id_number,
        phone=who.phone,
        enterprise=enterprise,
        consent=given.consent.reference,
    )


def _look(draft: UUID, actor: Actor, now: datetime) -> DraftView:
    return draft_of(draft, actor=actor, now=now, purpose=SERVING)


def _tag(info: DraftInfo) -> str:
    return sha256(info.saved_at.isoformat().encode()).hexdigest()[:32]


def _tagged(response: HttpResponse, view: DraftView) -> DraftView:
    response.headers["ETag"] = f'"{_tag(view.info)}"'
    return view


def _line(info: DraftInfo) -> dict[str, Any]:
    return {
        "id": info.public_id,
        "bundle": info.bundle,
        "title": info.title,
        "saved_at": info.saved_at,
        "expires_at": info.expires_at,
    }


def _draft(view: DraftView) -> DraftOut:
    return DraftOut(**_line(view.info), gaps=[_gap(gap) for gap in view.reading.gaps])


def _detail(view: DraftView) -> DraftDetailOut:
    reading = view.reading
    return DraftDetailOut(
        **_draft(view).model_dump(),
        answers=view.answers,
        leave_out=sorted(view.leave_out),
        form=[
            SectionOut(party=section.party, label=section.label, fields=[_field(field) for field in section.fields])
            for section in reading.form
        ],
        materials=[
            WantedMaterialOut(
                key=wanted.key,
                name=wanted.name,
                party=wanted.party,
                files=[UUID(kept.id) for kept in reading.content.files.get(wanted.key, ())],
            )
            for wanted in materials_to_submit(reading.plan)
        ],
    )


def _field(field: FilledField) -> FieldOut:
    return FieldOut(
        key=field.key,
        label=field.planned.label,
        kind=field.planned.kind.value,
        required=field.planned.required,
        locked=field.locked,
        value=field.value,
        origin=field.origin.value,
        source=field.source,
        problem=field.problem,
        choices=[ChoiceOut(code=choice.code, label=choice.label) for choice in field.element.choices],
    )


def _gap(gap: Gap) -> GapOut:
    return GapOut(place=gap.place.value, target=gap.target, field=gap.field, message=gap.message)
