"""The task list of a draft: what is done, what is not, what has a problem, and what must wait. Pure."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from onething.modules.intake.api import (
    DraftView,
    FilledSection,
    Gap,
    Origin,
    Outcome,
    Place,
    Reading,
    asked_about,
    delivery_fields,
    statements_about,
)

Task = dict[str, str]


def list_tasks(view: DraftView) -> list[Task]:
    """Answers, one task a party, materials, delivery, and checking at the end."""
    reading, draft = view.reading, view.info.public_id
    tasks = [
        _answers(reading, draft),
        *(_party(reading, section, draft) for section in reading.form if asked_about(section)),
    ]
    if reading.to_hand_in:
        tasks.append(_materials(reading, draft))
    if delivery_fields(reading.form):
        tasks.append(_delivery(reading, draft))
    return [*tasks, _check(reading, draft)]


def done_of(tasks: Sequence[Task]) -> int:
    """How many tasks before the last one are done."""
    return sum(task["status"] == "done" for task in tasks[:-1])


def _answers(reading: Reading, draft: UUID) -> Task:
    gaps = _gaps(reading, Place.ANSWERS)
    count = len(reading.plan.applying())
    hint = gaps[0].message if gaps else f"一起办 {count} 项，{_day(reading)}"
    return _task("情形和要办的事项", "fault" if gaps else "done", reverse("portal:draft-answers", args=[draft]), hint)


def _day(reading: Reading) -> str:
    schedule = reading.plan.schedule
    return f"今天提交，承诺 {schedule.declared_on.month}月{schedule.declared_on.day}日前全部办好" if schedule else ""


def _party(reading: Reading, section: FilledSection, draft: UUID) -> Task:
    gaps = [gap for gap in _gaps(reading, Place.PARTY) if gap.target == section.party]
    href = reverse("portal:draft-party", args=[draft, section.party])
    doubt = next((field.problem for field in section.fields if field.problem), "")
    if doubt:
        return _task(f"{section.label}的信息", "fault", href, doubt)
    if not gaps:
        return _task(f"{section.label}的信息", "done", href, _prefilled(section))
    begun = any(field.origin in {Origin.FILLED, Origin.DISPUTED} for field in asked_about(section))
    hint = f"还有 {len(gaps)} 项要填。{_prefilled(section)}" if gaps[0].field else _unavailable(reading, section)
    return _task(f"{section.label}的信息", "in_progress" if begun else "not_started", href, hint)


def _prefilled(section: FilledSection) -> str:
    known = sum(bool(field.value) and field.origin not in {Origin.FILLED, Origin.DISPUTED} for field in section.fields)
    return f"{known} 项已替您填好" if known else ""


def _unavailable(reading: Reading, section: FilledSection) -> str:
    statements = statements_about(reading.plan, reading.content, reading.source.library, section.party)
    down = any(told.outcome is Outcome.UNAVAILABLE for told in statements)
    return "登记信息暂时取不到，请自己填写" if down else "先填姓名和证件号码，其余由系统核对"


def _materials(reading: Reading, draft: UUID) -> Task:
    gaps = _gaps(reading, Place.MATERIAL)
    wanted, promised = len(reading.to_hand_in), {offer.key for offer in reading.promised}
    status = "done" if not gaps else "not_started" if len(gaps) == wanted else "in_progress"
    later = sum(one.key in promised for one in reading.to_hand_in)  # the pledge of a whole item is no material
    again = sum(bool(reading.reuses(one)) for one in reading.to_hand_in)
    hint = f"{wanted} 份要交，已上传 {wanted - min(len(gaps) + later + again, wanted)} 份"
    hint += f"，{again} 份用以前交过的" if again else ""
    hint += f"，{later} 份已承诺" if later else ""
    return _task("材料", status, reverse("portal:draft-materials", args=[draft]), hint)


def _delivery(reading: Reading, draft: UUID) -> Task:
    gaps = _gaps(reading, Place.DELIVERY)
    mode = next(iter(delivery_fields(reading.form)))
    status = "done" if not gaps else "in_progress" if mode.value else "not_started"
    return _task("怎么领取结果", status, reverse("portal:draft-delivery", args=[draft]), mode.shown)


def _check(reading: Reading, draft: UUID) -> Task:
    if reading.gaps:
        return _task("核对并提交", "blocked", "", "完成上面各项后就能提交")
    return _task("核对并提交", "not_started", reverse("portal:draft-check", args=[draft]), "逐项看一遍，确认后提交")


def _gaps(reading: Reading, place: Place) -> list[Gap]:
    return [gap for gap in reading.gaps if gap.place is place]


def _task(label: str, status: str, href: str, hint: str) -> Task:
    return {"label": label, "status": status, "href": href, "hint": hint}
