"""What was saved against doing the items one by one. 材料, 时限, 环节, 跑动 压缩."""

from collections.abc import Mapping

from onething.core.calendar import Span, Unit
from onething.core.definitions import Bundle, Element, ElementSource
from onething.core.planning.durations import alone_half_days
from onething.core.planning.form import Asked
from onething.core.planning.needs import Need
from onething.core.planning.plan import FormSection, PlannedMaterial, Saving, Schedule, Treatment
from onething.core.planning.selection import Instance
from onething.core.rules import Truth


def compare(
    *,
    bundle: Bundle,
    applying: tuple[Instance, ...],
    needs: list[Need],
    materials: tuple[PlannedMaterial, ...],
    asked: Asked,
    form: tuple[FormSection, ...],
    elements: Mapping[str, Element],
    schedule: Schedule,
) -> tuple[Saving, ...]:
    """Five figures: item by item, and as one thing."""
    keys = {instance.key for instance in applying}
    papers = len([need for need in needs if need.truth is Truth.TRUE and need.instance.key in keys])
    submit = len(
        [m for m in materials if m.treatment is Treatment.SUBMIT and not keys.isdisjoint([use.item for use in m.uses])]
    )
    fields = [field for section in form for field in section.fields if field.source is not ElementSource.DERIVE]
    filled = sum(field.source is ElementSource.SHARE for field in fields)
    typed = sum(
        len(askers)
        for fields_of_party in asked.values()
        for code, askers in fields_of_party.items()
        if elements[code].source is not ElementSource.DERIVE
    )
    days = sum(alone_half_days(instance.item) for instance in applying)
    promised = Span(schedule.declared_half_days, Unit.WORKING_DAY).label
    return (
        Saving("materials", "要交的材料", papers, submit, "份", "逐项办要交的份数，与一件事实际要交的份数"),
        Saving(
            "days",
            "办理时限",
            days,
            schedule.declared_half_days,
            "半个工作日",
            f"逐项先后办相加，与整件承诺 {promised}",
        ),
        Saving("steps", "申报次数", len(applying), 1, "次", "每个事项各报一次，与一次申报"),
        Saving("visits", "跑动次数", sum(instance.item.trips for instance in applying), bundle.trips, "次"),
        Saving("fields", "填写项", typed, len(fields), "项", f"其中 {filled} 项由共享数据预填"),
    )
