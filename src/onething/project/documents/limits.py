"""Every limit with its article: those of procedure from the code, those of the items from the national pack."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from onething.core.calendar import Span, Unit
from onething.core.lifecycle import GROUNDS, LEGAL_LIMITS, Approver, LegalLimit
from onething.project.documents.tables import page, table

ITEMS = "packs/national/bundles/*/items*.yaml"
COUNTING = (
    ("期限以工作日计算，不含法定节假日；调休补班的周末是工作日", "行政许可法 第八十二条"),
    ("开始的当日不计入，自下一日开始计算；按小时计算的，从开始服务时起算", "民法典 第二百零一条"),
    ("按月、年计算的，到期月的对应日为末日；没有对应日的，月末日为末日", "民法典 第二百零二条"),
    ("自然日期限的末日是法定休假日的，以休假日结束的次日为末日；末日到停止业务活动的时间为止", "民法典 第二百零三条"),
    ("网上提交的，收件时刻照记，期限从这一日起算；大厅周末服务不使那一天成为工作日", ""),
    ("停止计时的当日照算，恢复的当日不计；几项重叠的时间只扣一次", "行政许可法 第四十五条"),
    ("下一年放假安排没有公布时按周一至周五暂算，公布后重算，每一处变更记入流水", ""),
)
SINCE = {"acceptance": "受理", "receipt": "收到申请"}
KINDS = {"none": "法律没有规定", "local": "由地方规定", "on_the_spot": "当场"}


def limits_page() -> str:
    """The page."""
    intro = "先是怎样计算，再是程序法的期限、可以停止计时的事由，最后是各事项自己的法定期限。没有核对原文的写“待核”，不起算法定时限。"
    return page(
        "法定期限",
        intro,
        "## 怎样计算\n\n" + table(("规则", "依据"), COUNTING),
        "## 程序的期限\n\n"
        + table(("做什么", "期限", "起算", "延长", "依据", "届满以后", "说明"), map(_limit, LEGAL_LIMITS)),
        "## 停止计时的事由\n\n" + table(("代码", "事由", "种类", "停止计时", "依据", "说明"), _grounds()),
        "## 各事项的法定期限\n\n"
        + table(("事项", "代码", "办结", "起算", "可以延长", "依据", "受理", "申请延续"), _items()),
    )


def _limit(limit: LegalLimit) -> tuple[str, ...]:
    more = limit.extension
    lengthened = f"{more.by.label}，{more.approver.label}批准，{more.times} 次" if more else ""
    source = limit.basis.citation if limit.basis.confirmed else f"{limit.basis.citation}（待核：{limit.basis.note}）"
    return (limit.what, limit.span.label, limit.since, lengthened, source, limit.follows, limit.note)


def _grounds() -> Iterator[tuple[str, ...]]:
    for ground, rule in GROUNDS.items():
        yield (
            ground.value,
            ground.label,
            rule.kind.label,
            "停" if rule.stops else "不停",
            rule.basis,
            rule.note,
        )


def _items() -> Iterator[tuple[str, ...]]:
    for path in sorted(Path().glob(ITEMS)):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for item in content["entries"]:
            law, acceptance, renewal = item["statutory"], item.get("acceptance"), item.get("renewal")
            yield (
                item["name"],
                item["code"],
                _length(law),
                SINCE[law.get("since", "acceptance")] if law["kind"] == "fixed" else "",
                _lengthened(law),
                _source(law),
                f"{_length(acceptance)}，{_source(acceptance)}" if acceptance else "",
                f"{_renewed(renewal)}，{_source(renewal)}" if renewal else "",
            )


def _renewed(renewal: dict[str, Any]) -> str:
    earliest = f"{_span(renewal['earliest'])}至 " if "earliest" in renewal else ""
    return f"届满前 {earliest}{_span(renewal)}"


def _lengthened(law: dict[str, Any]) -> str:
    more = law.get("extension")
    if not more:
        return ""
    approver = Approver.of(more.get("approver", "body_head"))
    return f"{_length({**law, **more})}，{approver.label}批准"


def _length(law: dict[str, Any]) -> str:
    return _span(law) if law["kind"] == "fixed" else KINDS[law["kind"]]


def _span(length: dict[str, Any]) -> str:
    unit = Unit(length["unit"])
    span = Span.working_days(str(length["amount"])) if unit is Unit.WORKING_DAY else Span(int(length["amount"]), unit)
    return span.label


def _source(law: dict[str, Any]) -> str:
    basis = law.get("basis") or {}
    words = f"《{basis['document']}》{basis.get('article', '')}" if basis.get("document") else ""
    return words if basis.get("mark") == "confirmed" else f"{words}（待核）"
