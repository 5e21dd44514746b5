"""A broken promise changes how a case is handled, and never what it needs (信用只影响办理方式)."""

from datetime import datetime
from itertools import product

import pytest

from builders.filing import complete, open_newborn
from onething.core.planning import canonical_json
from onething.modules.intake.api import DraftView, PromiseRefused, draft_of, offers_of, promise_material, submit
from onething.modules.pledge.api import PromisedIn, PromiseState, end_promises, make_promises
from onething.platform.database import new_public_id
from onething.platform.permissions import Actor

CARD = "mother:bank-card"
ANSWERS = [
    {"births": births, "same_ethnicity": same, "maternity_insurance": insured}
    for births, same, insured in product(("one", "two"), ("yes", "no"), ("yes", "no"))
]


def break_a_promise(actor: Actor, now: datetime) -> None:
    """Earlier, in another application."""
    draft = open_newborn(actor, now)
    (card,) = [offer for offer in offers_of(draft=draft, actor=actor, now=now) if offer.key == CARD]
    about = PromisedIn(
        application=new_public_id(), number="9" * 21, title="新生儿出生", bundle="newborn", owner=actor.person or draft,
        site_code="", region_path="/990100/", channel="portal", signed_by="林知夏",
    )  # fmt: skip
    make_promises(offers=[card], about=about, actor=actor, now=now)
    calendar = draft_of(draft, actor=actor, now=now).reading.source.calendar
    end_promises(
        application=about.application, materials=[CARD], as_state=PromiseState.BROKEN, now=now, calendar=calendar
    )


def conditions(view: DraftView) -> tuple[bytes, tuple[str, ...], tuple[str, ...]]:
    """What is needed: the plan with items, materials, fields and days; what is missing; what is asked."""
    fields = tuple(field.key for section in view.reading.form for field in section.fields)
    return canonical_json(view.reading.plan), tuple(gap.message for gap in view.reading.gaps), fields


def test_for_whatever_answers_the_conditions_are_those_of_everybody_and_only_the_offers_go(
    mother: Actor, now: datetime
) -> None:
    drafts = [open_newborn(mother, now, **answers) for answers in ANSWERS]
    before = [conditions(draft_of(draft, actor=mother, now=now)) for draft in drafts]
    offered = [len(offers_of(draft=draft, actor=mother, now=now)) for draft in drafts]

    break_a_promise(mother, now)

    assert [conditions(draft_of(draft, actor=mother, now=now)) for draft in drafts] == before
    assert sum(offered) > len(drafts) / 2
    assert [len(offers_of(draft=draft, actor=mother, now=now)) for draft in drafts] == [0] * len(drafts)


def test_who_is_barred_files_like_everybody(mother: Actor, now: datetime) -> None:
    break_a_promise(mother, now)
    draft = open_newborn(mother, now)
    with pytest.raises(PromiseRefused, match="办理条件和别人一样"):
        promise_material(draft=draft, material=CARD, kind="deferral", actor=mother, now=now)

    complete(draft, mother, now)

    assert submit(draft=draft, key="k", actor=mother, now=now).number
