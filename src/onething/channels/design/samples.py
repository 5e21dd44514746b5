"""Invented plans for the gallery and the tests: one running, with a stopped clock and a delay, and its flow chart."""

from datetime import date, timedelta

from onething.channels.design.flowchart import FlowchartLayout, FlowEdge, FlowNode, NodeKind, layout_flowchart
from onething.channels.design.timeline import (
    Bar,
    BarKind,
    Milestone,
    TimelineLayout,
    TimelineRow,
    layout_timeline,
)

FIRST = date(2026, 11, 23)
LAST = date(2026, 12, 9)
TODAY = date(2026, 11, 27)


def november(day: int) -> date:
    """A day of November 2026."""
    return date(2026, 11, day)


def december(day: int) -> date:
    """A day of December 2026."""
    return date(2026, 12, day)


ROWS = (
    TimelineRow(
        key="birth",
        label="出生医学证明",
        sublabel="卫生健康",
        bars=(Bar(november(23), november(24), BarKind.DONE, "2个工作日", critical=True),),
    ),
    TimelineRow(
        key="household",
        label="出生登记",
        sublabel="公安",
        bars=(
            Bar(november(25), november(26), BarKind.DONE, "", critical=True),
            Bar(november(27), november(30), BarKind.STOPPED, "待补正"),
            Bar(december(1), december(2), BarKind.PLANNED, "", critical=True),
        ),
        after=("birth",),
    ),
    TimelineRow(
        key="vaccination",
        label="预防接种证",
        sublabel="疾病预防控制",
        bars=(Bar(november(25), november(27), BarKind.RUNNING, "3个工作日"),),
        after=("birth",),
    ),
    TimelineRow(
        key="insurance",
        label="城乡居民医保参保",
        sublabel="医疗保障",
        bars=(Bar(december(3), december(4), BarKind.PLANNED, "2个工作日"),),
        after=("household",),
    ),
    TimelineRow(
        key="card",
        label="社会保障卡申领",
        sublabel="人力资源社会保障",
        bars=(Bar(december(3), december(8), BarKind.PLANNED, "4个工作日", critical=True),),
        after=("household",),
    ),
    TimelineRow(
        key="delivery",
        label="统一出件",
        sublabel="五项结果一次送达",
        milestones=(Milestone(december(9), "全部办结"),),
        after=("insurance", "card"),
    ),
)

NODES = (
    FlowNode("apply", "一次申请", "一张表，一套材料", NodeKind.START, critical=True),
    FlowNode("birth", "出生医学证明签发", "卫生健康", NodeKind.STEP, critical=True),
    FlowNode("household", "出生登记（户口登记）", "公安", NodeKind.STEP, critical=True),
    FlowNode("vaccination", "预防接种证办理", "疾病预防控制", NodeKind.STEP),
    FlowNode("insurance", "城乡居民基本医疗保险参保登记", "医疗保障", NodeKind.STEP),
    FlowNode("card", "社会保障卡申领", "人力资源社会保障", NodeKind.STEP, critical=True),
    FlowNode("results", "五项结果", "电子证照同步生成", NodeKind.RESULT, critical=True),
    FlowNode("delivery", "统一出件", "电子 · 窗口 · 邮寄", NodeKind.END, critical=True),
)
EDGES = (
    FlowEdge("apply", "birth"),
    FlowEdge("birth", "household"),
    FlowEdge("birth", "vaccination"),
    FlowEdge("household", "insurance"),
    FlowEdge("household", "card"),
    FlowEdge("vaccination", "results"),
    FlowEdge("insurance", "results"),
    FlowEdge("card", "results"),
    FlowEdge("results", "delivery"),
)


def sample_timeline() -> TimelineLayout:
    """Five departments, one stopped clock, seen on the fifth day; Saturdays and Sundays do not count."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    working = [day for day in days if day.weekday() < 5]
    return layout_timeline(rows=ROWS, start=FIRST, last=LAST, today=TODAY, working_days=working)


def sample_flowchart() -> FlowchartLayout:
    """The same bundle as steps: two branches, one edge that passes a layer."""
    return layout_flowchart(nodes=NODES, edges=EDGES)
