"""The materials of a draft: what to hand in and what not, one upload page each, and looking at a file."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.design.files import file_answer
from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.noted import about_pre_review, noted_in
from onething.channels.portal.filing.pages import REFUSED, answers_for_people, page
from onething.core.planning import PlannedMaterial, Treatment
from onething.modules.intake.api import (
    CopyGone,
    DraftView,
    FileRefused,
    PromiseRefused,
    attach_file,
    draft_of,
    earlier_copies,
    offers_of,
    open_draft_file,
    promise_material,
    remove_file,
    stop_using_copy,
    use_earlier_copy,
)
from onething.modules.pledge.api import Offer
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

NOT_TICKED = "还没有勾选。请先读完承诺内容和后果，再勾选“我知道并承诺”。"
NOT_LOOKED = "还没有勾选。请先打开看过，确认内容没有变化，再勾选。"
NOTHING = "还没有选择文件。请先选择照片或 PDF，再按“上传”。"


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_safe
@answers_for_people
def materials(request: HttpRequest, draft: UUID) -> HttpResponse:
    """First what has to be handed in, then what does not, and why."""
    view = draft_of(draft, actor=actor_of(request), now=clock.now())
    plan = view.reading.plan
    wanted = view.reading.to_hand_in
    offered = {copy.key for copy in earlier_copies(draft=draft, actor=actor_of(request), now=clock.now())}
    spared = [one for one in plan.materials if one.treatment is Treatment.EXEMPT and one not in wanted]
    submit = [_task(view, material, offered=material.key in offered) for material in wanted]
    cards = [_card(material) for material in spared]
    return page(request, "materials", view, spared=cards, **about_pre_review(request, view, submit))


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_http_methods(["GET", "POST"])
@answers_for_people
def material(request: HttpRequest, draft: UUID, key: str) -> HttpResponseBase:
    """Hand in one material: pages, a promise, or what was handed in before; each can be taken back."""
    actor, now = actor_of(request), clock.now()
    view = draft_of(draft, actor=actor, now=now)
    _get_planned(view, key)
    errors: dict[str, str] = {}
    if request.method == "POST":
        if "promise" in request.POST or "copy" in request.POST:
            errors = (_promise if "promise" in request.POST else _reuse)(request, draft, key)
            if not errors:
                return redirect("portal:draft-materials", draft=draft)
        elif "remove" in request.POST:
            remove_file(draft=draft, material=key, file=_file_id(request.POST["remove"]), actor=actor, now=now)
            return redirect(request.get_full_path())
        else:
            errors = _attach(request, draft, key)
            if not errors:
                return redirect(request.get_full_path())
        view = draft_of(draft, actor=actor, now=now)
    wanted = _get_planned(view, key)
    note = view.reading.source.library.materials[wanted.material].note
    return page(
        request,
        "material",
        view,
        material=wanted,
        note=note,
        noted=noted_in(request, view).get(key),
        files=view.reading.content.files.get(key, ()),
        reused=view.reading.reuses(wanted),
        copies=[copy for copy in earlier_copies(draft=draft, actor=actor, now=now) if copy.key == key],
        offers=[offer for offer in offers_of(draft=draft, actor=actor, now=now) if offer.key == key],
        promised=next((offer for offer in view.reading.promised if offer.key == key), None),
        errors=errors,
        back=reverse("portal:draft-materials", args=[draft]),
        back_words="返回材料清单",
        status=REFUSED if errors else 200,
    )


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_safe
@answers_for_people
def file(request: HttpRequest, draft: UUID, file: UUID) -> HttpResponse:
    """Look at one's own upload."""
    return file_answer(*open_draft_file(draft=draft, file=file, actor=actor_of(request), now=clock.now()))


def _attach(request: HttpRequest, draft: UUID, key: str) -> dict[str, str]:
    """Keep every file that can be kept, and say for the others which and why."""
    chosen = request.FILES.getlist("file")
    if not chosen:
        return {"file": NOTHING}
    refused = []
    for upload in chosen:
        try:
            attach_file(
                draft=draft,
                material=key,
                name=upload.name or "",
                content=upload.read(),
                actor=actor_of(request),
                now=clock.now(),
            )
        except FileRefused as error:
            refused.append(f"“{upload.name}”没有上传：{error}")
    return {"file": "".join(refused)} if refused else {}


def _get_planned(view: DraftView, key: str) -> PlannedMaterial:
    """The material, if it is the applicant's to see to."""
    found = next((planned for planned in view.reading.to_hand_in if planned.key == key), None)
    if found is None:
        raise Http404
    return found


def _reuse(request: HttpRequest, draft: UUID, key: str) -> dict[str, str]:
    """Take an earlier copy with the tick that says one looked at it, or (with an empty one) no more."""
    chosen, actor, now = request.POST["copy"], actor_of(request), clock.now()
    if not chosen:
        stop_using_copy(draft=draft, material=key, actor=actor, now=now)
        return {}
    if f"same-{chosen}" not in request.POST:
        return {f"same-{chosen}": NOT_LOOKED}
    try:
        use_earlier_copy(draft=draft, material=key, copy=_file_id(chosen), actor=actor, now=now)
    except (CopyGone, FileRefused) as refused:
        return {"": str(refused)}
    return {}


def _promise(request: HttpRequest, draft: UUID, key: str) -> dict[str, str]:
    """Promise it in the chosen way with the tick that signs, or (with an empty kind) no more."""
    kind = request.POST["promise"]
    if kind and f"agree-{kind}" not in request.POST:
        return {f"agree-{kind}": NOT_TICKED}
    try:
        promise_material(draft=draft, material=key, kind=kind, actor=actor_of(request), now=clock.now())
    except PromiseRefused as refused:
        return {"": str(refused)}
    return {}


def _file_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _task(view: DraftView, material: PlannedMaterial, *, offered: bool) -> Mapping[str, Any]:
    count = len(view.reading.files_for(material))
    return {
        "label": f"{material.name} · {material.party_label}",
        "status": "done" if count or _promised(view, material) else "not_started",
        "href": reverse("portal:draft-material", args=[view.info.public_id, material.key]),
        "hint": _hint(view, material, count, offered=offered),
    }


def _promised(view: DraftView, material: PlannedMaterial) -> Offer | None:
    return next((offer for offer in view.reading.promised if offer.key == material.key), None)


def _hint(view: DraftView, material: PlannedMaterial, count: int, *, offered: bool) -> str:
    """How it stands; else why it is needed and what can be done besides uploading."""
    if view.reading.reuses(material):
        return material.reasons[0].text
    if count:
        return f"已上传 {count} 个文件"
    if promised := _promised(view, material):
        return f"已选择“{promised.kind.label}”，提交申请时生效"
    whys = list(dict.fromkeys(use.text for use in material.uses if use.text))
    if offered:
        whys.append("以前交过，可以选用")
    ways = dict.fromkeys(offer.kind.label for offer in view.reading.offers if offer.key == material.key)
    return "；".join([*whys, *([f"现在没有的，可以选“{'”或“'.join(ways)}”"] if ways else [])])


def _card(material: PlannedMaterial) -> dict[str, Any]:
    return {
        "name": material.name,
        "party": material.party_label,
        "treatment": "exempt",
        "why": material.reasons[0].text if material.reasons else "",
        "items": list(dict.fromkeys(use.name for use in material.uses)),
    }
