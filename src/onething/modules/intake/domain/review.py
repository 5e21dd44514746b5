"""What is still missing before a draft can be submitted: everything at once, each with the place where it is put right."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from onething.core.definitions import Element
from onething.core.planning import Plan, PlannedMaterial, Standing, Treatment
from onething.modules.intake.domain.content import DraftContent
from onething.modules.intake.domain.form import (
    DELIVERY,
    DELIVERY_ADDRESS,
    DELIVERY_MODE,
    POST,
    FilledField,
    FilledSection,
)
from onething.modules.intake.domain.parties import answers_for_itself, has_identity, proven_of

MOST_FILES = 50


class Place(StrEnum):
    """The task under which something is put right."""

    RULES = "rules"  # the definitions changed while the draft was open
    ANSWERS = "answers"
    PARTY = "party"
    MATERIAL = "material"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing missing: the place, the party or material it concerns, the field (if one), and words for people."""

    place: Place
    target: str = ""
    field: str = ""
    message: str


def find_gaps(
    plan: Plan, form: tuple[FilledSection, ...], content: DraftContent, promised: Collection[str] = ()
) -> tuple[Gap, ...]:
    """Everything that stands between the draft and its submission, in the order of the tasks.

    What is `promised` (its key) need not be there.
    """
    return (
        *_answer_gaps(plan),
        *(gap for section in form for gap in _section_gaps(plan, section, content)),
        *_material_gaps(plan, content, promised),
        *_delivery_gaps(form),
    )


def needs_consent(plan: Plan, party: str, content: DraftContent) -> bool:
    """Whether it is still open if registers may be asked about this other person."""
    other = proven_of(plan, content, party) is None and has_identity(plan, party)
    return other and answers_for_itself(plan, party) and party not in content.consents


def materials_to_submit(plan: Plan) -> tuple[PlannedMaterial, ...]:
    """The materials that the applicant has to hand in."""
    return tuple(material for material in plan.materials if material.treatment is Treatment.SUBMIT)


def delivery_fields(form: tuple[FilledSection, ...]) -> tuple[FilledField, ...]:
    """The fields about how results are received, wherever the plan puts them."""
    return tuple(field for section in form for field in section.fields if field.planned.element in DELIVERY)


def delivery_mode(form: tuple[FilledSection, ...]) -> str:
    """How the applicant wants the paper results; empty while not chosen or not asked."""
    return next((field.value for field in delivery_fields(form) if field.planned.element == DELIVERY_MODE), "")


def asked_about(section: FilledSection) -> tuple[FilledField, ...]:
    """The section's fields on the party's own page: all but those about delivery."""
    return tuple(field for field in section.fields if field.planned.element not in DELIVERY)


def find_leftovers(plan: Plan, content: DraftContent, elements: Mapping[str, Element]) -> tuple[str, ...]:
    """What was filled or uploaded and no longer applies; it stays in the draft and is not submitted."""
    fields = {field.key for section in plan.form for field in section.fields}
    labels = {party.code: party.label for party in plan.parties}
    names = [_name_of(key, labels, elements) for key in sorted(content.values) if key not in fields]
    submitted = {material.key for material in materials_to_submit(plan)}
    names += [
        f"{kept[0].name} 等 {len(kept)} 个文件" for key, kept in sorted(content.files.items()) if key not in submitted
    ]
    return tuple(names)


def _name_of(key: str, labels: Mapping[str, str], elements: Mapping[str, Element]) -> str:
    party, _, code = key.rpartition(".")
    label = elements[code].label if code in elements else code
    return f"{labels.get(party, '不再参与的当事人')}的{label}"


def _answer_gaps(plan: Plan) -> tuple[Gap, ...]:
    gaps = [
        Gap(place=Place.ANSWERS, field=question.code, message=f"“{question.text}”还没有回答，请选择。")
        for question in plan.open_questions
    ]
    unclear = [item.name for item in plan.items if item.standing is Standing.OPEN]
    if unclear and not gaps:
        names = "、".join(dict.fromkeys(unclear))
        gaps.append(
            Gap(place=Place.ANSWERS, message=f"有问题选了“不确定”，还不能判断能不能办：{names}。请确认后再提交。")
        )
    if not plan.applying() and not gaps:
        gaps.append(Gap(place=Place.ANSWERS, message="按现在的回答，没有可以办理的事项。请修改回答或选择要办的事项。"))
    return tuple(gaps)


def _section_gaps(plan: Plan, section: FilledSection, content: DraftContent) -> list[Gap]:
    if needs_consent(plan, section.party, content):
        return [Gap(place=Place.PARTY, target=section.party, message=f"{section.label}的信息还没有填写。")]
    return [
        Gap(
            place=Place.PARTY,
            target=section.party,
            field=field.key,
            message=f"{section.label}的“{field.planned.label}”还没有填写。",
        )
        for field in asked_about(section)
        if field.missing
    ]


def _material_gaps(plan: Plan, content: DraftContent, promised: Collection[str]) -> list[Gap]:
    gaps = [
        Gap(
            place=Place.MATERIAL,
            target=material.key,
            message=f"{material.party_label}的“{material.name}”还没有上传。",
        )
        for material in materials_to_submit(plan)
        if not content.files.get(material.key) and material.key not in promised
    ]
    if content.upload_count() > MOST_FILES:
        gaps.append(Gap(place=Place.MATERIAL, message=f"文件最多 {MOST_FILES} 个，请删去多余的。"))
    return gaps


def _delivery_gaps(form: tuple[FilledSection, ...]) -> list[Gap]:
    """The address is needed only for post, which the plan's fields cannot say."""
    mode = delivery_mode(form)
    gaps = []
    for field in delivery_fields(form):
        by_post = field.planned.element == DELIVERY_ADDRESS and mode == POST and not field.value
        if field.missing or by_post:
            message = f"“{field.planned.label}”还没有填写。"
            gaps.append(Gap(place=Place.DELIVERY, target=field.planned.party, field=field.key, message=message))
    return gaps
