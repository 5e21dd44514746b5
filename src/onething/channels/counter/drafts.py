"""One screen to fill a draft for somebody: values, consents and files in one post, then submission on their behalf."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onething.channels.counter.draft_page import ANYWHERE, CONSENT, FILE, PROMISE, about_draft, gap_names
from onething.channels.counter.pages import at_window, page
from onething.channels.design.files import file_answer
from onething.channels.design.keeping import save_itself, saves_itself, shown_in
from onething.modules.intake.api import (
    CannotOpen,
    DraftView,
    FileRefused,
    NotFound,
    PromiseRefused,
    ValuesRefused,
    Withdrawn,
    accept_rules,
    attach_file,
    discard_draft,
    draft_of,
    open_draft_file,
    promise_material,
    remove_file,
    save_values,
    submit,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

SAVED = "已保存。"
FILED = "申请已提交，编号 {}。请打印收件凭证交给申请人。"
REMOVED = "文件已删除。"
DISCARDED = "草稿已清除，没有留下任何内容。"
BEFORE = "before:"  # what the page showed, of what may be promised or agreed to
CONSENTS = {"yes": True, "no": False}
Errors = dict[str, str]


@at_window(Action.DRAFT_EDIT)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, draft: UUID) -> HttpResponseBase:
    """The draft on one screen; it saves itself while it is filled in."""
    return save_itself(request, draft) if saves_itself(request) else _answer(request, draft)


def _answer(request: HttpRequest, draft: UUID) -> HttpResponseBase:
    """Every button saves what is right and says everything that is not."""
    act = request.POST.get("act", "")
    try:
        view = draft_of(draft, actor=actor_of(request), now=clock.now())
    except NotFound:
        if act != "submit":
            raise
        return _submitted(request, draft)  # pressed twice: the draft has become the application already
    except Withdrawn as gone:
        return _withdrawn(request, gone)
    if request.method != "POST" or act == "accept":
        return _show(request, view) if request.method != "POST" else _accept(request, draft)
    errors = _save(request, view)
    if removed := request.POST.get("remove", ""):
        _remove(request, draft, removed)
    if act == "submit":
        fresh = draft_of(draft, actor=actor_of(request), now=clock.now())
        errors = {**gap_names(fresh.reading.gaps), **errors}
        if not errors:
            return _submit(request, fresh)
    if errors:
        return _show(request, view, errors=errors)
    messages.success(request, REMOVED if removed else SAVED)
    return redirect("counter:draft", draft=draft)


@at_window(Action.DRAFT_EDIT)
@require_POST
def discard(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Wipe a draft that the person does not want any more."""
    discard_draft(draft=draft, actor=actor_of(request), now=clock.now())
    messages.success(request, DISCARDED)
    return redirect("counter:queue")


@at_window(Action.DRAFT_EDIT)
@require_GET
def draft_file(request: HttpRequest, draft: UUID, file: UUID) -> HttpResponse:
    """One file of a draft."""
    return file_answer(*open_draft_file(draft=draft, file=file, actor=actor_of(request), now=clock.now()))


def _withdrawn(request: HttpRequest, gone: Withdrawn) -> HttpResponse:
    """Back to the list, with what became of the bundle."""
    messages.warning(request, str(gone))
    return redirect("counter:queue")


def _accept(request: HttpRequest, draft: UUID) -> HttpResponse:
    """The clerk told the applicant what changed while the draft was open."""
    accept_rules(draft=draft, version=request.POST.get("version", ""), actor=actor_of(request), now=clock.now())
    return redirect("counter:draft", draft=draft)


def _submit(request: HttpRequest, view: DraftView) -> HttpResponse:
    """The application, or why there can be none (today)."""
    try:
        return _submitted(request, view.info.public_id)
    except CannotOpen as refused:
        return _show(request, view, errors={ANYWHERE: str(refused)})


def _submitted(request: HttpRequest, draft: UUID) -> HttpResponse:
    """The application; the draft's own id is the key that makes it once."""
    done = submit(draft=draft, key=str(draft), actor=actor_of(request), now=clock.now())
    messages.success(request, FILED.format(done.number))
    return redirect("counter:application", application=done.public_id)


def _save(request: HttpRequest, view: DraftView) -> Errors:
    """Keep values, consents and files; everything refused by the name of its control."""
    draft, actor, now = view.info.public_id, actor_of(request), clock.now()
    errors: Errors = {}
    try:
        save_values(
            draft=draft,
            values=_values(request, view),
            actor=actor,
            now=now,
            whole=False,
            consents=_consents(request),
            shown=shown_in(request.POST),
        )
    except ValuesRefused as refused:
        errors |= refused.reasons
    errors |= _promise(request, view)
    for name in request.FILES:
        for upload in request.FILES.getlist(name):
            material, content = name.removeprefix(FILE), upload.read()
            try:
                attach_file(
                    draft=draft, material=material, name=upload.name or "", content=content, actor=actor, now=now
                )
            except FileRefused as refused:
                errors[name] = str(refused)
    return errors


def _promise(request: HttpRequest, view: DraftView) -> Errors:
    """What the applicant signed on paper at the window; only changes are written."""
    errors: Errors = {}
    for name in (name for name in request.POST if name.startswith(PROMISE)):
        key, kind = name.removeprefix(PROMISE), request.POST[name]
        if kind in (view.reading.content.promises.get(key, ""), request.POST.get(BEFORE + name)):
            continue
        try:
            promise_material(
                draft=view.info.public_id, material=key, kind=kind, actor=actor_of(request), now=clock.now()
            )
        except PromiseRefused as refused:
            errors[name] = str(refused)
    return errors


def _values(request: HttpRequest, view: DraftView) -> dict[str, str]:
    fields = (field for section in view.reading.form for field in section.fields)
    return {field.key: str(request.POST[field.key]) for field in fields if field.key in request.POST}


def _consents(request: HttpRequest) -> dict[str, bool]:
    chosen = {name.removeprefix(CONSENT): request.POST[name] for name in request.POST if name.startswith(CONSENT)}
    changed = {party: word for party, word in chosen.items() if word != request.POST.get(BEFORE + CONSENT + party)}
    return {party: CONSENTS[word] for party, word in changed.items() if word in CONSENTS}


def _remove(request: HttpRequest, draft: UUID, removed: str) -> None:
    material, _, file = removed.rpartition("|")
    try:
        remove_file(draft=draft, material=material, file=UUID(file), actor=actor_of(request), now=clock.now())
    except ValueError as error:
        raise NotFound from error


def _show(request: HttpRequest, view: DraftView, *, errors: Mapping[str, str] | None = None) -> HttpResponse:
    """After errors the draft is read anew: what was right is kept, what was refused stays in its control."""
    if not errors:
        return page(request, "draft", about_draft(view))
    fresh = draft_of(view.info.public_id, actor=actor_of(request), now=clock.now())
    typed = {key: value for key, value in _values(request, view).items() if key in errors}
    return page(request, "draft", about_draft(fresh, typed=typed), errors=errors)
