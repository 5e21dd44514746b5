"""Where people turn against what a body does: what its facts say, with labels. Pure."""

from collections.abc import Mapping
from typing import Any

from onething.core.definitions import BodyKind

BODY_FACTS = ("kind", "phone", "address", "review_organ", "review_online", "court", "complaint")
SAID = {"review_organ": "复议机关", "review_online": "网上申请复议", "court": "管辖法院", "complaint": "投诉渠道"}


def body_kind(facts: Mapping[str, Any]) -> BodyKind:
    """What kind of body it is; older cases say nothing of it."""
    return BodyKind.of(facts.get("kind", BodyKind.ORGAN))


def redress_said(facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What its papers will say of it, with labels, for the officer who writes one."""
    return tuple((label, facts[name]) for name, label in SAID.items() if facts.get(name))
