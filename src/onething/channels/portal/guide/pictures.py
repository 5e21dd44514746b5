"""The plan as pictures: one row a case on the timeline, one node a case in the flow chart. Pure."""

from datetime import timedelta

from onething.channels.design.flowchart import FlowchartLayout, FlowEdge, FlowNode, NodeKind, layout_flowchart
from onething.channels.design.timeline import Bar, Milestone, TimelineLayout, TimelineRow, layout_timeline
from onething.core.calendar import Calendar, date_at
from onething.core.planning import Plan, Schedule, Slot
from onething.modules.guidance.api import item_names, starters

APPLY, DELIVER = "apply", "deliver"


def draw_timeline(plan: Plan, schedule: Schedule, calendar: Calendar) -> TimelineLayout:
    """Filing, every case, delivery. The filing day itself is not counted (民法典 201), so bars begin a day later."""
    rows = [
        TimelineRow(APPLY, "提交申请", "一张表，一套材料", milestones=(Milestone(schedule.start, "提交"),)),
        *(_row(plan, schedule, slot, calendar) for slot in schedule.slots),
        TimelineRow(DELIVER, "统一出件", "结果一次送达", milestones=(Milestone(schedule.declared_on, "承诺全部办好"),)),
    ]
    last = max([schedule.declared_on, *(slot.promised_on for slot in schedule.slots)])
    days = [schedule.start + timedelta(days=n) for n in range((last - schedule.start).days + 1)]
    open_days = [day for day in days if calendar.is_working_day(day)]
    return layout_timeline(rows=rows, start=schedule.start, last=last, working_days=open_days)


def _row(plan: Plan, schedule: Schedule, slot: Slot, calendar: Calendar) -> TimelineRow:
    item = next(item for item in plan.items if item.key == slot.item)
    first = date_at(calendar, start=schedule.start, position=slot.starts + 1)
    spot = slot.ends == slot.starts
    return TimelineRow(
        key=slot.item,
        label=item_names(plan)[slot.item],
        sublabel=item.body_name,
        bars=() if spot else (Bar(first, slot.promised_on, label=slot.promised_label, critical=slot.critical),),
        milestones=(Milestone(slot.promised_on, slot.promised_label),) if spot else (),
        after=starters(schedule)[slot.item],
    )


def draw_flow(plan: Plan, schedule: Schedule) -> FlowchartLayout:
    """From one filing through the cases, each after what it waits for, to one delivery."""
    names, bodies = item_names(plan), {item.key: item.body_name for item in plan.items}
    after = starters(schedule)
    awaited = {key for waits in after.values() for key in waits}
    nodes = [
        FlowNode(APPLY, "一次申请", "一张表，一套材料", NodeKind.START, critical=True),
        *(FlowNode(s.item, names[s.item], bodies[s.item], NodeKind.STEP, critical=s.critical) for s in schedule.slots),
        FlowNode(DELIVER, "统一出件", "电子 · 窗口 · 邮寄", NodeKind.END, critical=True),
    ]
    edges = [FlowEdge(before, slot.item) for slot in schedule.slots for before in after[slot.item] or (APPLY,)]
    edges += [FlowEdge(slot.item, DELIVER) for slot in schedule.slots if slot.item not in awaited]
    return layout_flowchart(nodes=nodes, edges=edges)
