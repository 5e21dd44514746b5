"""The materials of a draft: what to hand in and what not, one upload page each, and looking at a file."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.pages import REFUSED, answers_for_people, page
from onething.core.planning import PlannedMaterial, Treatment
from onething.modules.intake.api import (
    DraftView,
    FileRefused,
    PromiseRefused,
    attach_file,
    draft_of,
    materials_to_submit,
    offers_of,
    open_draft_file,
    promise_material,
    remove_file,
)
from onething.platform import clock
from onething.platform.files.api import KeptFile
from onething.platform.permissions import Action, actor_of

NOT_TICKED = "还没有勾选。请先读完承诺内容和后果，再勾选“我知道并承诺”。"
NOTHING = "还没有选择文件。请先选择照片或 PDF，再按“上传”。"


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_safe
@answers_for_people
def materials(request: HttpRequest, draft: UUID) -> HttpResponse:
    """First what has to be handed in, then what does not, and why."""
    view = draft_of(draft, actor=actor_of(request), now=clock.now())
    plan = view.reading.plan
    spared = [material for material in plan.materials if material.treatment is Treatment.EXEMPT]
    submit = [_task(view, material) for material in materials_to_submit(plan)]
    return page(request, "materials", view, tasks=submit, spared=[_card(material) for material in spared])


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_http_methods(["GET", "POST"])
@answers_for_people
def material(request: HttpRequest, draft: UUID, key: str) -> HttpResponseBase:
    """Hand in one material: one or more pages, each can be taken away again."""
    actor, now = actor_of(request), clock.now()
    view = draft_of(draft, actor=actor, now=now)
    wanted = next((planned for planned in materials_to_submit(view.reading.plan) if planned.key == key), None)
    if wanted is None:
        raise Http404
    errors: dict[str, str] = {}
    if request.method == "POST":
        if "promise" in request.POST:
            errors = _promise(request, draft, key)
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
    note = view.reading.source.library.materials[wanted.material].note
    return page(
        request,
        "material",
        view,
        material=wanted,
        note=note,
        files=view.reading.content.files.get(key, ()),
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
    kept, content = open_draft_file(draft=draft, file=file, actor=actor_of(request), now=clock.now())
    return shown_file(kept, content)


def shown_file(kept: KeptFile, content: bytes) -> HttpResponse:
    """The file for the browser, shut off from everything of ours."""
    headers = {
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(kept.name)}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=kept.media_type, headers=headers)


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


def _task(view: DraftView, material: PlannedMaterial) -> Mapping[str, Any]:
    count = len(view.reading.content.files.get(material.key, ()))
    why = "；".join(dict.fromkeys(use.text for use in material.uses if use.text))
    offered = dict.fromkeys(offer.kind.label for offer in view.reading.offers if offer.key == material.key)
    if promised := next((offer for offer in view.reading.promised if offer.key == material.key), None):
        why = f"已选择“{promised.kind.label}”，提交申请时生效"
    elif offered:
        why = "；".join([*([why] if why else []), f"现在没有的，可以选“{'”或“'.join(offered)}”"])
    return {
        "label": f"{material.name}（{material.party_label}）",
        "status": "done" if count or promised else "not_started",
        "href": reverse("portal:draft-material", args=[view.info.public_id, material.key]),
        "hint": f"已上传 {count} 个文件" if count else why,
    }


def _card(material: PlannedMaterial) -> dict[str, Any]:
    return {
        "name": material.name,
        "party": material.party_label,
        "treatment": "exempt",
        "why": material.reasons[0].text if material.reasons else "",
        "items": list(dict.fromkeys(use.name for use in material.uses)),
    }
