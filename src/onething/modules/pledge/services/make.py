"""Write promises down as they are signed, in the transaction of the filing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from onething.modules.pledge.domain.lapses import PromiseState
from onething.modules.pledge.domain.offers import Offer
from onething.modules.pledge.models import Promise
from onething.modules.pledge.queries import span_data
from onething.platform.permissions import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedIn:
    """The application in which it is promised, and who signs."""

    application: UUID
    number: str
    title: str
    bundle: str
    owner: UUID
    site_code: str
    region_path: str
    channel: str
    signed_by: str = field(repr=False)
    firm: str = ""


def make_promises(*, offers: Iterable[Offer], about: PromisedIn, actor: Actor, now: datetime) -> None:
    """One row each, with the words of the day."""
    Promise.objects.bulk_create(_row(offer, about, actor, now) for offer in offers)


def _row(offer: Offer, about: PromisedIn, actor: Actor, now: datetime) -> Promise:
    basis, check = offer.basis, offer.check
    return Promise(
        application=about.application,
        number=about.number,
        title=about.title,
        bundle=about.bundle,
        owner=about.owner,
        site_code=about.site_code,
        region_path=about.region_path,
        material=offer.key,
        name=offer.name,
        items=list(offer.items),
        kind=offer.kind.value,
        text=offer.text,
        consequence=offer.consequence,
        conditions=list(offer.conditions),
        basis={"document": basis.document, "article": basis.article, "mark": basis.mark.value, "note": basis.note},
        within=span_data(offer.within),
        rectify=span_data(offer.rectify),
        bar=span_data(offer.bar),
        check_rule=[check.risk.value, span_data(check.within), check.share] if check else None,
        signed_by=about.signed_by,
        firm=about.firm,
        signed_account=actor.account,
        channel=about.channel,
        signed_at=now,
        state=PromiseState.MADE.value,
    )
