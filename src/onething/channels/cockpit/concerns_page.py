"""What the lists of the supervisor show: the counts, why each list exists, and a page of one."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from onething.channels.design.case_words import remaining_words, state_words
from onething.modules.handling.api import ConcernInfo, ConcernKind, list_concerns
from onething.modules.organisation.api import bodies_in
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor

MOST_COUNTED = 99
K = ConcernKind
WHY = {
    K.OVERDUE: "承诺的或者法定的期限（先到的一个）已过，还没有作出决定；收件以后的受理期限也算在内。",
    K.UNDELIVERED: "准予以后颁发、送达的期限已过（行政许可法 第四十四条），还没有送达。",
    K.STANDING: "停止计时所需的时间书面告知过申请人（行政许可法 第四十五条），这个时间已过，还没有恢复计时。",
    K.DEEMED: "收到材料以后没有在期限内答复，依法自收到之日起视为受理（行政许可法 第三十二条第一款第四项）。",
    K.RENEWED: "许可有效期届满前没有作出决定，依法视为准予延续（行政许可法 第五十条第二款）。",
    K.ASKED_AGAIN: "补正应当一次告知（行政许可法 第三十二条第一款第四项）；负责人同意第二次补正增加内容的，列在这里。",
    K.UNKEPT: "容缺的材料逾期没有补齐，或者事后核查发现承诺不实；责令改正是一行，期满仍不符又是一行。",
    K.REKEYING: "受理以后在服务时间内超过 30 分钟没有录入部门业务系统。",
}


def about_concerns(*, kind: ConcernKind, body: str, after: str | None, actor: Actor, now: datetime) -> dict[str, Any]:
    """One page of one kind; three statements with the counts and the bodies of the region."""
    names = {one.code: one.name for one in bodies_in(actor.region_path)}
    chosen = body if body in names else ""
    page = list_concerns(kind, actor=actor, now=now, body=chosen, after=after)
    return {
        "kind": kind,
        "why": WHY[kind],
        "logged": any(row.at for row in page.rows),
        "tabs": [_tab(one, kind, page.counts[one], chosen) for one in ConcernKind],
        "bodies": list(names.items()),
        "body": chosen,
        "rows": [_row(row, now) for row in page.rows],
        "first": _address(kind, chosen) if after else None,
        "next": _address(kind, chosen, page.next) if page.next else None,
    }


def _tab(one: ConcernKind, current: ConcernKind, count: int, body: str) -> dict[str, Any]:
    counted = f"{count}+" if count >= MOST_COUNTED else count
    return {"label": one.label, "href": _address(one, body), "current": one is current, "count": counted}


def _row(row: ConcernInfo, now: datetime) -> dict[str, Any]:
    left = remaining_words(row.case, legal_day(now))
    return {"case": row.case, "at": row.at, "state": state_words(row.case), "left": left}


def _address(kind: ConcernKind, body: str, after: str | None = None) -> str:
    given = {"kind": kind.value, "body": body, "after": after}
    return f"{reverse('cockpit:concerns')}?{urlencode({name: value for name, value in given.items() if value})}"
