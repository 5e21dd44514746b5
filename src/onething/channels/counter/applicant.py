"""Who came to the window, as the documents in hand show it: typed, checked and registered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onething.core.identifiers import check_citizen_id, check_mobile
from onething.modules.identity.api import (
    EnterpriseRefused,
    PersonRefused,
    RegisteredEnterprise,
    RegisteredPerson,
    register_enterprise,
    register_person,
)
from onething.modules.intake.api import OnBehalf
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor

ENTERPRISE, PERSON = ("enterprise_name", "uscc"), ("name", "id_number", "phone")
UNPROVEN = "请核对证件原件和本人，确认后勾选。没有核对的，不能代为申请。"


def read_applicant(given: Mapping[str, Any]) -> dict[str, str]:
    """What was typed."""
    return {name: str(given.get(name, "")).strip() for name in (*ENTERPRISE, *PERSON)}


def register_applicant(given: Mapping[str, Any], *, firm: bool, actor: Actor, now: datetime) -> OnBehalf:
    """For whom the clerk files; PersonRefused or EnterpriseRefused with all that is wrong."""
    typed = read_applicant(given)
    person, enterprise = _register(typed, firm, actor, now)
    number = check_citizen_id(typed["id_number"], today=legal_day(now)).value or ""
    phone = check_mobile(typed["phone"]).value or ""
    return OnBehalf(person=person.public_id, name=person.name, id_number=number, phone=phone, enterprise=enterprise)


def _register(
    typed: Mapping[str, str], firm: bool, actor: Actor, now: datetime
) -> tuple[RegisteredPerson, RegisteredEnterprise | None]:
    """Who came, and for a firm's bundle the firm as its licence shows it; all that is wrong with both at once."""
    reasons, enterprise = {}, None
    if firm:
        try:
            enterprise = register_enterprise(name=typed["enterprise_name"], uscc=typed["uscc"], actor=actor, now=now)
        except EnterpriseRefused as refused:
            reasons = refused.reasons
    try:
        person = register_person(**{name: typed[name] for name in PERSON}, actor=actor, now=now)
    except PersonRefused as refused:
        raise PersonRefused({**reasons, **refused.reasons}) from refused
    if reasons:
        raise EnterpriseRefused(reasons)
    return person, enterprise
