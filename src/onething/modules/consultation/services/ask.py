"""Somebody logged in asks about a bundle or one of its items, and once more about the answer."""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from onething.modules.catalogue.api import CompiledBundle, published_bundle
from onething.modules.consultation.domain.decisions import decide_follow_up, decide_question, last_day_to_answer
from onething.modules.consultation.domain.life import LIFE, WAITS, ConsultationAct, ConsultationState
from onething.modules.consultation.errors import ConsultationNotFound, ConsultationRefused
from onething.modules.consultation.models import Consultation
from onething.modules.consultation.storing import follow, lock, put_question
from onething.modules.organisation.api import find_region, list_sites
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor, allowed

NOT_NOW = "现在不能追问：还没有答复，或者已经追问过一次。有别的问题，请另行咨询。"


@transaction.atomic
def ask(*, bundle: str, item: str, words: str, actor: Actor, now: datetime) -> UUID:
    """The consultation; the same question that still waits is not kept twice. BundleUnknown, ConsultationRefused."""
    source = published_bundle(bundle, on=legal_day(now))
    row = _row(source, item, actor)
    waiting = Consultation.objects.filter(owner=row.owner, state__in=WAITS).prefetch_related("turns")
    if same := next((one for one in waiting if _is_same(one, row, words)), None):
        return same.public_id
    known = not item or item in dict(items_of(source))
    gaps = decide_question(words, item_known=known, served=bool(row.site_code), waiting=len(waiting))
    if gaps:
        raise ConsultationRefused(gaps)
    row.due_on = _due_on(source, now)
    row.save(force_insert=True)
    put_question(row, words, place=1, actor=actor, now=now)
    return row.public_id


@transaction.atomic
def follow_up(*, consultation: UUID, words: str, version: int, actor: Actor, now: datetime) -> None:
    """The one further question, with a day of its own; to the same site."""
    row = lock(Consultation.objects.all(), consultation, action=Action.CONSULTATION_ASK, actor=actor, version=version)
    gaps = decide_follow_up(words) if row.state == ConsultationState.ANSWERED else {"": NOT_NOW}
    if gaps:
        raise ConsultationRefused(gaps)
    source = published_bundle(row.bundle, on=legal_day(now))
    follow(row, ConsultationAct.FOLLOW_UP, due_on=_due_on(source, now))
    put_question(row, words, place=2, actor=actor, now=now)


def items_of(source: CompiledBundle) -> tuple[tuple[str, str], ...]:
    """Code and name of each item of the bundle, in its order."""
    codes = dict.fromkeys(use.item for use in source.bundle.items)
    return tuple((code, source.library.items[code].name) for code in codes)


def _row(source: CompiledBundle, item: str, actor: Actor) -> Consultation:
    if actor.principal is None:
        raise ConsultationNotFound
    row = Consultation(
        owner=actor.principal,
        bundle=source.bundle.code,
        bundle_name=source.bundle.title,
        item=item,
        item_name=dict(items_of(source)).get(item, ""),
        site_code=_site_of(source),
        state=LIFE.start.value,
    )
    if not allowed(actor, Action.CONSULTATION_ASK, row):
        raise ConsultationNotFound
    return row


def _site_of(source: CompiledBundle) -> str:
    """Where online applications are received, questions are answered: the first site of the region; empty without one."""
    region = find_region(source.parameters.region) if source.parameters.region else None
    sites = list_sites(region_path=region.path) if region else ()
    return sites[0].code if sites else ""


def _due_on(source: CompiledBundle, now: datetime) -> date:
    return last_day_to_answer(source.calendar, asked_on=legal_day(now), days=settings.CONSULTATION_DAYS)


def _is_same(one: Consultation, row: Consultation, words: str) -> bool:
    about = (one.bundle, one.item) == (row.bundle, row.item)
    return about and any(turn.asked == words.strip() and not turn.answered_at for turn in one.turns.all())
