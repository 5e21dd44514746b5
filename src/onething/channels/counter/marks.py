"""What the clerk marks on an application: 有问题 with what is wrong and how to put it right, and slips put right at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from onething.core.definitions import ElementSource, ExemptBy
from onething.core.planning import Plan, PlannedField, PlannedMaterial
from onething.modules.intake.api import DELIVERY_ADDRESS, FiledField, MaterialInfo, Origin, is_own_writing

PROBLEMS = ("与证件不一致", "有错别字", "填写不完整")
PROBLEMS_OF_BLANKS = ("没有填写",)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What the clerk marked so far: targets with what is wrong and how to put it right; slips with the right words."""

    targets: frozenset[str]
    slips: frozenset[str]
    texts: Mapping[str, str]


NOTHING_TICKED = Ticked(frozenset(), frozenset(), {})
ENDINGS = ("-problem", "-remedy", "-slip")


def read_ticked(post: QueryDict) -> Ticked:
    """The marks as posted, and the words beside them."""
    texts = {name: str(post[name]).strip() for name in post if name.endswith(ENDINGS)}
    defects, slips = (frozenset(map(str, post.getlist(name))) for name in ("defect", "slip"))
    return Ticked(defects, slips, texts)


def name_of(party: str, name: str) -> str:
    """Of whom it is; a birth weight is 新生儿出生体重 already without saying whose."""
    return name if name.startswith(party) else f"{party}的{name}"


def comes_by_itself(material: MaterialInfo | PlannedMaterial) -> bool:
    """True for the result of another item of this application: nobody may ask the applicant for it."""
    return material.exempt_by == ExemptBy.UPSTREAM_RESULT


def problems_of(points: Sequence[str]) -> list[str]:
    """What is often wrong with a material, in words to choose from; `points` are what it is checked against."""
    return ["缺页或看不清", *(f"不符合：{point}" for point in points)]


def with_blanks(plan: Plan, form: Sequence[FiledField]) -> tuple[FiledField, ...]:
    """The form as filed with what was left empty at its place in the plan, so that a correction can ask for it."""
    filed = {entry.key: entry for entry in form}
    return tuple(
        filed.get(field.key) or _blank(section.label, field)
        for section in plan.form
        for field in section.fields
        if field.key in filed or _can_be_asked(field)
    )


def _can_be_asked(field: PlannedField) -> bool:
    """Not what is computed, and no address when nothing is posted: for a parcel it was required."""
    return field.source is not ElementSource.DERIVE and field.element != DELIVERY_ADDRESS


def _blank(party_label: str, field: PlannedField) -> FiledField:
    return FiledField(
        key=field.key,
        element=field.element,
        label=field.label,
        party=field.party,
        party_label=party_label,
        kind=field.kind.value,
        value="",
        shown="",
        origin=Origin.EMPTY,
        source="",
        as_of=None,
        registered="",
        items=field.items,
        sensitive=False,
    )


def sections(
    form: Sequence[FiledField], *, nameable: frozenset[str], ticked: Ticked, slips: bool
) -> list[dict[str, Any]]:
    """The form by party; `slips` says whether something can still be put right on the spot."""
    parties = dict.fromkeys((entry.party, entry.party_label) for entry in form)
    return [
        {"label": label, "rows": [_row(entry, nameable, ticked, slips=slips) for entry in form if entry.party == party]}
        for party, label in parties
    ]


def _row(entry: FiledField, nameable: frozenset[str], ticked: Ticked, *, slips: bool) -> dict[str, Any]:
    problems = PROBLEMS if entry.value else PROBLEMS_OF_BLANKS
    return {
        "label": entry.label,
        "shown": entry.shown,
        "source": entry.source,
        "as_of": entry.as_of,
        "registered": entry.registered,
        "disputed": entry.disputed,
        "slip": _slip(entry, ticked) if slips and is_own_writing(entry) else None,
        "defect": defect(entry.key, entry.items, nameable=nameable, ticked=ticked, problems=problems),
    }


def _slip(entry: FiledField, ticked: Ticked) -> dict[str, Any]:
    """A way to put right on the spot what the applicant wrote."""
    text = ticked.texts.get(f"{entry.key}-slip", entry.value)
    return {"target": entry.key, "ticked": entry.key in ticked.slips, "text": text}


def defect(
    target: str, cases: Sequence[str], *, nameable: frozenset[str], ticked: Ticked, problems: Sequence[str]
) -> dict[str, Any]:
    """The mark of one material or field, with the words typed so far and those that clerks often need."""
    return {
        "target": target,
        "possible": bool(nameable.intersection(cases)),
        "ticked": target in ticked.targets,
        "problem": ticked.texts.get(f"{target}-problem", ""),
        "remedy": ticked.texts.get(f"{target}-remedy", ""),
        "problems": problems,
    }
