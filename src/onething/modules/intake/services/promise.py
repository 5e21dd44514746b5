"""In a draft: promise a material instead of handing it in now (以后再交, 告知承诺), or think better of it."""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from onething.modules.intake.access import access_draft
from onething.modules.intake.domain.content import write_content
from onething.modules.intake.domain.review import Gap, Place
from onething.modules.intake.errors import PromiseRefused, Unfinished
from onething.modules.intake.models import Draft
from onething.modules.intake.queries import reading_of
from onething.modules.pledge.api import Offer, barred_until
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor

NOT_OFFERED = "按现在的情形，这份材料不能以后再交，也不能用承诺代替。请上传材料。"
BARRED = "以前的承诺没有兑现，{} 以前不适用容缺受理和告知承诺，请上传材料。办理条件和别人一样。"
BARRED_ITEM = "以前的承诺没有兑现，{} 以前不适用告知承诺，请改选一般程序。办理条件和别人一样。"


def offers_of(*, draft: UUID, actor: Actor, now: datetime) -> tuple[Offer, ...]:
    """What may be promised in this draft; nothing while an earlier promise stands broken."""
    row = access_draft(draft, actor=actor, now=now)
    return () if barred_until(row.owner, today=legal_day(now)) else reading_of(row, now=now).offers


@transaction.atomic
def promise_material(*, draft: UUID, material: str, kind: str, actor: Actor, now: datetime) -> None:
    """Promise the material in this way, or with an empty kind no more; PromiseRefused when it is not offered."""
    row = access_draft(draft, actor=actor, now=now, lock=True)
    reading = reading_of(row, now=now)
    if kind and all((offer.key, offer.kind.value) != (material, kind) for offer in reading.offers):
        raise PromiseRefused(NOT_OFFERED)
    if kind and (until := barred_until(row.owner, today=legal_day(now))):
        raise PromiseRefused(BARRED.format(until))
    row.content = write_content(reading.content.with_promise(material, kind))
    row.saved_at, row.expires_at = now, now + settings.DRAFT_LIFE
    row.save(update_fields=["content", "saved_at", "expires_at"])


def check_not_barred(row: Draft, offers: tuple[Offer, ...], *, now: datetime) -> None:
    """A promise broken since it was chosen closes this way; Unfinished names every material."""
    until = barred_until(row.owner, today=legal_day(now)) if offers else None
    if until:
        raise Unfinished(tuple(_gap(offer, until) for offer in offers))


def _gap(offer: Offer, until: date) -> Gap:
    """Another way of handling, never another condition: an item by pledge is applied for by the general procedure."""
    if offer.required:
        return Gap(place=Place.ANSWERS, message=f"“{offer.name}”：{BARRED_ITEM.format(until)}")
    return Gap(place=Place.MATERIAL, target=offer.key, message=f"“{offer.name}”：{BARRED.format(until)}")
