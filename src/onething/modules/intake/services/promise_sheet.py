"""What an application promises, on paper: 承诺书 for materials that follow, 告知承诺书 for each department's pledges."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings

from onething.core.definitions import AfterCheck, Risk
from onething.modules.intake.domain.reading import Reading
from onething.modules.intake.models import Application
from onething.modules.intake.services.receipt import about, bodies_at, letterhead_of
from onething.modules.organisation.api import body_in_charge
from onething.modules.papers.api import (
    Contents,
    PledgeBook,
    PledgedMatter,
    PromisedMaterial,
    PromiseSheet,
    issue,
)
from onething.modules.pledge.api import Offer, PromiseKind
from onething.platform.permissions import Actor

SIGNED = {"portal": "实名登录后勾选确认", "counter": "在窗口书面签字，由工作人员录入"}
BY_A_SYSTEM = "由经授权的系统提交"
NOT_PUBLISHED = "本承诺不向社会公开"
PUBLISHED = "没有兑现承诺的，企业的名称、承诺的事项和结果在告知的不适用承诺期间向社会公开"


def issue_promises(application: Application, reading: Reading, actor: Actor, lines: tuple[UUID, ...]) -> None:
    """Nothing when nothing is promised; else signed by submitting, in the caller's transaction, before the receipt."""
    for contents, body, offers in _sheets(application, reading):
        head, now = letterhead_of(reading, body), application.submitted_at
        told_to = bodies_at(reading, now=now, items={key for offer in offers for key in offer.items})
        whole = about(application, told_to=told_to)
        issue(contents=contents, body=head, about=whole, actor=actor, now=now, lines=lines)


def _sheets(application: Application, reading: Reading) -> Iterator[tuple[Contents, str, Sequence[Offer]]]:
    """What is promised, with the body to which it is, and what that rests on."""
    now = application.submitted_at
    if deferrals := [offer for offer in reading.promised if offer.kind is PromiseKind.DEFERRAL]:
        yield _sheet(application, deferrals), body_in_charge(reading.source.bundle.lead, now=now), deferrals
    pledged: dict[str, list[Offer]] = {}
    for offer in reading.promised:
        if offer.kind is PromiseKind.PLEDGE:
            pledged.setdefault(_promised_to(offer, reading, now=now), []).append(offer)
    for body, mine in pledged.items():
        yield _book(application, reading, mine), body, mine


def _promised_to(offer: Offer, reading: Reading, *, now: datetime) -> str:
    """The department of the first item that rests on it."""
    first = next(item for item in reading.plan.items if item.key == offer.items[0])
    return body_in_charge(first.body, item=first.item, now=now)


def check_words(check: AfterCheck | None) -> str:
    """In which way it is looked at afterwards, as whoever pledges is told."""
    if check is None:
        return "办结后由办理部门依法核查"
    if check.risk is Risk.HIGH:
        return f"作出决定之日起 {check.within.label}内核查，件件都查"
    return f"作出决定之日起 {check.within.label}内随机抽查，每百件抽 {check.share} 件"


def _sheet(application: Application, offers: Sequence[Offer]) -> PromiseSheet:
    return PromiseSheet(
        promises=tuple(
            PromisedMaterial(
                name=offer.name,
                kind=offer.kind.label,
                text=offer.text,
                consequence=offer.consequence,
                law=(offer.basis,),
            )
            for offer in offers
        ),
        signed_at=application.submitted_at,
        signed_how=SIGNED.get(application.channel, BY_A_SYSTEM),
    )


def _book(application: Application, reading: Reading, offers: Sequence[Offer]) -> PledgeBook:
    items = {item.key: item for item in reading.plan.items}
    return PledgeBook(
        matters=tuple(
            PledgedMatter(
                name=offer.name,
                items="" if offer.required else "、".join(items[key].name for key in offer.items),
                bases=items[offer.items[0]].bases if offer.required else (),
                conditions=offer.conditions,
                text=offer.text,
                consequence=offer.consequence,
                check=check_words(offer.check),
                law=(offer.basis,),
            )
            for offer in offers
        ),
        signed_at=application.submitted_at,
        signed_how=SIGNED.get(application.channel, BY_A_SYSTEM),
        published=PUBLISHED if settings.PUBLISH_PROMISES else NOT_PUBLISHED,
    )
