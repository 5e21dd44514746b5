"""What the work list shows."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from onething.channels.design.case_words import remaining_words, state_words
from onething.channels.design.wording import channel_word
from onething.modules.handling.api import CaseInfo, DeskLoad, Tab, desk_load, info_of, work_list
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor

TABS = (Tab.TO_REVIEW, Tab.MINE, Tab.DUE_SOON, Tab.DONE)
MOST_COUNTED = 99
EMPTY = {
    Tab.TO_REVIEW: ("没有待审查的办件", "窗口受理、或前一事项办结以后，办件会自动出现在这里。"),
    Tab.MINE: ("您名下没有正在审查的办件", "在办件页按“转审查”，办件就记在您名下。"),
    Tab.DUE_SOON: ("今天和下一个工作日没有到期的办件", "其余办件请看“待审查”。"),
    Tab.DONE: ("还没有已办结的办件", "作出决定的办件会列在这里。"),
}


def about_work(*, actor: Actor, tab: Tab, after: str | None, now: datetime) -> dict[str, Any]:
    """One page of the list; two statements with the counts of two tabs."""
    load = desk_load(actor=actor, now=now)
    found = work_list(actor=actor, tab=tab, now=now, after=after, soon=load.soon)
    title, text = EMPTY[tab]
    return {
        "tab": tab,
        "tabs": [_tab(one, tab, load) for one in TABS],
        "rows": [_row(info_of(row), done=tab is Tab.DONE, now=now) for row in found.rows],
        "first": f"{_address(tab)}" if after else None,
        "next": _address(tab, after=found.next) if found.next else None,
        "empty_title": title,
        "empty_text": text,
    }


def _tab(one: Tab, current: Tab, load: DeskLoad) -> dict[str, Any]:
    shown: dict[str, Any] = {"label": one.label, "href": _address(one), "current": one is current}
    count = {Tab.TO_REVIEW: load.to_review, Tab.DUE_SOON: load.due_soon}.get(one)
    if count is not None:
        shown["count"] = f"{count}+" if count >= MOST_COUNTED else count
    return shown


def _row(case: CaseInfo, *, done: bool, now: datetime) -> dict[str, Any]:
    left = remaining_words(case, legal_day(now))
    return {
        "case": case,
        "state": state_words(case),
        "left": left,
        "channel": channel_word(case.channel),
        "tone": "fault" if left[1] == "fault" and not done else "",
    }


def _address(tab: Tab, *, after: str | None = None) -> str:
    query = {"tab": tab.value} if tab is not Tab.TO_REVIEW else {}
    if after:
        query["after"] = after
    return reverse("desk:work") + (f"?{urlencode(query)}" if query else "")
