"""What the pages of the administration say about a version: its findings, its moves, its history. Templates decide nothing."""

import json
from dataclasses import dataclass
from datetime import datetime

import yaml

from onething.core.definitions import Severity
from onething.modules.catalogue.domain.life import LIFE, PackAct, PackState
from onething.modules.catalogue.domain.problems import PackFinding
from onething.modules.catalogue.errors import PackRefused
from onething.modules.catalogue.models import PackVersion
from onething.modules.catalogue.services.effects import findings_of_entering
from onething.modules.catalogue.services.stored import SUBJECT, content_of
from onething.platform.clock import legal_day
from onething.platform.logs.api import ActionRow, actions_of
from onething.platform.permissions import Role

WEIGHTS = {Severity.REFUSE: "必须改正", Severity.WARN: "警告", Severity.NOTE: "提示"}
MOST_FINDINGS = 300
ACTS = {
    "pack.import": "导入并公布",
    "pack.draft": "存为草稿",
    "pack.edit": "修改本地层",
    **{f"pack.{act.value}": act.label for act in PackAct},
}


@dataclass(frozen=True, slots=True)
class ActForm:
    """A move that is possible now: what it asks for beside the button."""

    act: str
    label: str
    day: str
    reason: bool


def findings_of(row: PackVersion, now: datetime) -> list[tuple[str, str, PackFinding]]:
    """Severity, its word, and the finding; with what is in force today, or on the version's own day."""
    day = max(row.effective_on or row.from_date, legal_day(now))
    try:
        found = findings_of_entering(content_of(row), on=day, now=now, only_read=True)
    except PackRefused as refused:
        found = refused.findings
    order = list(Severity)
    ranked = sorted(found, key=lambda finding: order.index(finding.severity))
    return [(finding.severity.value, WEIGHTS[finding.severity], finding) for finding in ranked[:MOST_FINDINGS]]


def act_forms(row: PackVersion, *, may_edit: bool, may_publish: bool) -> list[ActForm]:
    """The legal moves that this reader may make."""
    legal = LIFE.legal(PackState.of(row.state))
    asked = {PackAct.PUBLISH: "生效日", PackAct.RETIRE: "停用日"}
    return [
        ActForm(act.value, act.label, asked.get(act, ""), act in (PackAct.RETURN, PackAct.RETIRE))
        for act in legal
        if (may_edit if act is PackAct.SUBMIT else may_publish)
    ]


def history_of(row: PackVersion) -> list[dict[str, str | datetime]]:
    """What was done with the version, latest last."""
    return [_line(action) for action in actions_of(subject_kind=SUBJECT, subject_id=row.public_id)]


def pretty(text: str) -> str:
    """Canonical JSON as people can read it."""
    return json.dumps(json.loads(text), ensure_ascii=False, indent=2)


def as_written(text: str) -> str:
    """A value as the file of a pack writes it; words stay as they are."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return (
        yaml.safe_dump(value, allow_unicode=True, sort_keys=False).rstrip() if isinstance(value, dict | list) else text
    )


def _line(action: ActionRow) -> dict[str, str | datetime]:
    more = [str(action.payload[key]) for key in ("on", "because", "file", "fields") if action.payload.get(key)]
    return {
        "at": action.at,
        "what": ACTS.get(action.kind, action.kind),
        "role": Role(action.actor_role).label,
        "more": "；".join(more),
    }
