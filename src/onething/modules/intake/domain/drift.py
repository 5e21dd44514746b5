"""What a draft meets that was begun under other definitions: what no longer applies, what is new, what still holds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from onething.core.definitions import in_yuan
from onething.core.planning import Charge, Plan, PlannedItem
from onething.modules.intake.domain.review import Gap, Place, materials_to_submit

UNSEEN = "这件事的规定在您填写期间变了。请回到任务清单看一遍变化，确认后再提交。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """The difference between two plans for the same answers, in words; `version` is the one that applies now."""

    version: str
    gone: tuple[str, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    still: tuple[str, ...]

    @property
    def asks(self) -> bool:
        """Whether there is anything that the person has to look at before submitting."""
        return bool(self.gone or self.new or self.changed)

    def gaps(self) -> tuple[Gap, ...]:
        """What stands between the draft and its submission until it was looked at."""
        return (Gap(place=Place.RULES, message=UNSEEN),) if self.asks else ()


def compare_plans(before: Plan, after: Plan) -> Drift:
    """Item by item, material by material, field by field."""
    items = _pair(_items(before), _items(after))
    materials = _pair(_materials(before), _materials(after))
    fields = _pair(_fields(before), _fields(after))
    fees = _pair(_fees(before), _fees(after))
    questions = _pair(_questions(before), _questions(after))
    return Drift(
        version=after.bundle_version,
        gone=(
            *(f"“{name}”不再办理，您为它填的内容仍保留在草稿里，不会提交。" for name in items.gone),
            *(f"不用再交{name}，已上传的文件仍保留在草稿里，不会提交。" for name in materials.gone),
            *(f"不用再填{name}，填过的内容仍保留在草稿里，不会提交。" for name in fields.gone),
            *(f"不再收{name}。" for name in fees.gone),
        ),
        new=(
            *(f"要回答：{text}" for text in questions.new),
            *(f"多办一项：“{name}”。" for name in items.new),
            *(f"多交一份：{name}。" for name in materials.new),
            *(f"多填一项：{name}。" for name in fields.new),
            *(f"多收一项费：{name}。" for name in fees.new),
        ),
        changed=_terms(before, after),
        still=_still(len(items.both), len(materials.both), len(fields.both)),
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    gone: tuple[str, ...]
    new: tuple[str, ...]
    both: tuple[str, ...]


def _pair(before: Mapping[str, str], after: Mapping[str, str]) -> _Pair:
    """Names by what is only before, only after, and in both; each name once."""
    return _Pair(
        gone=tuple(dict.fromkeys(name for key, name in before.items() if key not in after)),
        new=tuple(dict.fromkeys(name for key, name in after.items() if key not in before)),
        both=tuple(name for key, name in after.items() if key in before),
    )


def _items(plan: Plan) -> dict[str, str]:
    return {item.key: item.name for item in plan.applying()}


def _materials(plan: Plan) -> dict[str, str]:
    return {one.key: f"{one.party_label}的“{one.name}”" for one in materials_to_submit(plan)}


def _fields(plan: Plan) -> dict[str, str]:
    labels = {party.code: party.label for party in plan.parties}
    fields = (field for section in plan.form for field in section.fields)
    return {field.key: f"{labels.get(field.party, '')}的“{field.label}”" for field in fields}


def _fees(plan: Plan) -> dict[str, str]:
    """By what is charged and how much: another amount is another fee."""
    due = (fee for fee in plan.fees if fee.charge is Charge.DUE)
    return {f"{fee.key} {fee.amount_fen}": f"“{fee.name}”（{in_yuan(fee.amount_fen)}）" for fee in due}


def _questions(plan: Plan) -> dict[str, str]:
    return {question.code: question.text for question in plan.open_questions}


def _terms(before: Plan, after: Plan) -> tuple[str, ...]:
    """The promise for the whole, and which body does what."""
    told = []
    if before.schedule and after.schedule and before.schedule.declared_label != after.schedule.declared_label:
        told.append(f"全部办好的承诺从 {before.schedule.declared_label}改为 {after.schedule.declared_label}。")
    earlier: dict[str, PlannedItem] = {item.key: item for item in before.applying()}
    for item in after.applying():
        was = earlier.get(item.key)
        if was and was.body != item.body:
            told.append(f"“{item.name}”改由{item.body_name}办理（原来是{was.body_name}）。")
    return tuple(told)


def _still(items: int, materials: int, fields: int) -> tuple[str, ...]:
    counted = ((items, "{} 个要办的事项"), (fields, "{} 项表单内容"), (materials, "{} 份要交的材料"))
    return tuple(words.format(count) for count, words in counted if count)
