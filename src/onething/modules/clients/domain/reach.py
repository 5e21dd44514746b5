"""What a client may ask for (scopes), and whether a new client can be made so."""

from collections.abc import Collection

from onething.core.states import Labelled


class ApiScope(Labelled):
    """One door of the API; a token opens only those it was issued for."""

    CATALOGUE_READ = "catalogue.read", "读一件事目录和引导问题"
    PLAN = "plan", "按回答编制办事方案"
    DRAFTS_WRITE = "drafts.write", "经本人同意代为填报和提交"
    APPLICATIONS_READ = "applications.read", "读本系统代为提交的申请"
    CASES_READ = "cases.read", "读本部门的办件"
    PAPERS_READ = "papers.read", "取本部门的文书"


SHORTEST_NAME, LONGEST_NAME = 2, 60
NO_NAME = f"系统名称要有 {SHORTEST_NAME} 到 {LONGEST_NAME} 个字。请填写它在运维台账里的名称。"
NO_SCOPE = "至少要选一项权限范围。请按系统真正要用的选择。"
NO_REGION = "没有这个编码的区划。请先导入机构资料或改正编码。"
NO_BODY = "没有这个编码的部门。请先导入机构资料或改正编码。"
BODY_ELSEWHERE = "这个部门不在所选的区划内。请改正部门或区划。"


def decide_client(
    *, name: str, scopes: Collection[str], region_path: str, body_path: str | None
) -> tuple[tuple[str, str], ...]:
    """All reasons against making this client, as pairs of field and message; `body_path` is None when unknown."""
    unknown = sorted(set(scopes) - {scope.value for scope in ApiScope})
    reasons = []
    if not SHORTEST_NAME <= len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        reasons.append(("name", NO_NAME))
    if not scopes:
        reasons.append(("scopes", NO_SCOPE))
    if unknown:
        reasons.append(("scopes", f"没有“{'、'.join(unknown)}”这样的权限范围。请从列出的里面选。"))
    if not region_path:
        reasons.append(("region", NO_REGION))
    if body_path is None:
        reasons.append(("body", NO_BODY))
    elif region_path and not body_path.startswith(region_path):
        reasons.append(("body", BODY_ELSEWHERE))
    return tuple(reasons)
