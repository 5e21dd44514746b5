"""How a plan's keys, dates and figures read in Chinese, the same on page, paper and terminal."""

from collections import Counter
from datetime import date

from onething.core.planning import Plan, Saving

WEEKDAYS = "一二三四五六日"


def item_names(plan: Plan) -> dict[str, str]:
    """The name of every item by key; where there are several children, with the child's label."""
    roles = Counter(party.role for party in plan.parties)
    labels = {party.code: party.label for party in plan.parties if roles[party.role] > 1}
    return {i.key: f"{i.name}（{labels[i.subject]}）" if i.subject in labels else i.name for i in plan.items}


def day_words(day: date) -> str:
    """11月30日 周一"""
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def half_days(amount: int) -> str:
    """Half-days as days: 9 is 4.5."""
    return f"{amount // 2}.5" if amount % 2 else str(amount // 2)


def saving_words(saving: Saving) -> tuple[str, str, str]:
    """Before, after and unit as people read them: half-days become working days."""
    if saving.measure == "days":
        return half_days(saving.before), half_days(saving.after), "个工作日"
    return str(saving.before), str(saving.after), saving.unit
