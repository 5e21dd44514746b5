"""What a client may ask for (scopes), for how long, and whether a client can be made or changed so."""

from collections.abc import Collection
from datetime import date

from onething.core.states import Labelled


class ApiScope(Labelled):
    """One door of the API; a token opens only those it was issued for."""

    CATALOGUE_READ = "catalogue.read", "读一件事目录和引导问题"
    PLAN = "plan", "按回答编制办事方案"
    DRAFTS_WRITE = "drafts.write", "经本人同意代为填报和提交"
    APPLICATIONS_READ = "applications.read", "读本系统代为提交的申请"
    CASES_READ = "cases.read", "读本部门的办件"
    PAPERS_READ = "papers.read", "取本部门的文书"
    WEBHOOKS_MANAGE = "webhooks.manage", "管理本系统的事件通知订阅"


SHORTEST_NAME, LONGEST_NAME = 2, 60
NO_NAME = f"系统名称要有 {SHORTEST_NAME} 到 {LONGEST_NAME} 个字。请填写它在运维台账里的名称。"
NO_SCOPE = "至少要选一项权限范围。请按系统真正要用的选择。"
NO_REGION = "没有这个编码的区划。请先导入机构资料或改正编码。"
NO_BODY = "没有这个编码的部门。请先导入机构资料或改正编码。"
OVER_ALREADY = "有效期已经过了。请填今天或以后的日期；要马上停用请用“停用”。"
BODY_ELSEWHERE = "这个部门不在所选的区划内。请改正部门或区划。"


def decide_client(
    *,
    name: str,
    scopes: Collection[str],
    region_path: str,
    body_path: str | None,
    until_day: date | None,
    today: date,
) -> tuple[tuple[str, str], ...]:
    """All reasons against making this client, as pairs of field and message; `body_path` is None when unknown."""
    reasons = []
    if not SHORTEST_NAME <= len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        reasons.append(("name", NO_NAME))
    reasons.extend(decide_terms(scopes=scopes, until_day=until_day, today=today))
    if not region_path:
        reasons.append(("region", NO_REGION))
    if body_path is None:
        reasons.append(("body", NO_BODY))
    elif region_path and not body_path.startswith(region_path):
        reasons.append(("body", BODY_ELSEWHERE))
    return tuple(reasons)


def decide_terms(*, scopes: Collection[str], until_day: date | None, today: date) -> tuple[tuple[str, str], ...]:
    """All reasons against these scopes and this end (the first day on which it may come no more; None: no end)."""
    unknown = sorted(set(scopes) - {scope.value for scope in ApiScope})
    reasons = []
    if not scopes:
        reasons.append(("scopes", NO_SCOPE))
    if unknown:
        reasons.append(("scopes", f"没有“{'、'.join(unknown)}”这样的权限范围。请从列出的里面选。"))
    if until_day is not None and until_day <= today:
        reasons.append(("until", OVER_ALREADY))
    return tuple(reasons)
