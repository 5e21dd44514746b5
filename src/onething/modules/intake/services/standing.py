"""In whose name a draft is opened, and what that proves: oneself, a principal under an authority, somebody at a window.

Source: 民法典 162 (what an agent does within the authority counts for the principal).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.core.definitions import Bundle, PartyKind
from onething.modules.identity.api import access_person, acts_for_enterprise, enterprise_of, person_of
from onething.modules.intake.domain.content import Proven
from onething.modules.intake.domain.parties import AGENT, APPLICANT, HANDLER
from onething.modules.intake.domain.views import OnBehalf
from onething.modules.intake.errors import CannotOpen, NotFound, WrongStanding
from onething.platform.permissions import Action, Actor, ObjectKind, Role, Scope, scope_of

BY_LOGIN = "实名认证"
BY_AUTHORITY = "授权核验"
BY_CLERK = "窗口核验证件"
BY_LICENCE = "窗口核验营业执照"
BY_SYSTEM = "接入系统凭同意书代为申报"
PURPOSE = "填写申请"
NEEDS_FIRM = (
    "在“为谁办”里选择您的单位",
    "名单里没有您的单位：请法定代表人登录后，在“授权管理”里把您添加为经办人",
    "也可以带营业执照、授权委托书和身份证到综合窗口办理",
)
NEEDS_PERSON = (
    "在“为谁办”里换成您本人",
    "替家人办：请家人登录后，在“授权管理”里授权给您",
    "也可以带身份证到综合窗口办理",
)
FOR_OTHERS = frozenset({Scope.SITE, Scope.FILED})
ELSEWHERE = "这件事在别的区划办理，不在这个接入系统所属的区划内，没有建立草稿。请由当地的系统申报。"
NO_CONSENT = "没有写明本人同意的依据，没有建立草稿。请填写同意书或授权书的编号。"
NOT_NAMED = ("请授权人在“授权管理”里把这件事加上", "给自己办：在“为谁办”里换成您本人")
AT_WINDOW = ("重新选择要办的一件事，或者改正申请人",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is established before anything is filled in: by role who they are, and the phone of who files."""

    proven: Mapping[str, Proven]
    phone: str


def owner_of(actor: Actor, on_behalf: OnBehalf | None) -> UUID:
    """Whose draft it is: the principal's, or at a window that of the enterprise or person who came."""
    scope = scope_of(actor.role, Action.DRAFT_EDIT, ObjectKind.DRAFT)
    owner = actor.principal
    if on_behalf:
        owner = on_behalf.enterprise.public_id if on_behalf.enterprise else on_behalf.person
    if owner is None or scope not in (FOR_OTHERS if on_behalf else {Scope.OWN}):
        raise NotFound
    return owner


def check_standing(bundle: Bundle, *, actor: Actor, on_behalf: OnBehalf | None = None) -> None:
    """WrongStanding when the bundle is not for whom the actor acts, or beyond what the authority names."""
    for_firm = bundle.applicant_kind is PartyKind.ENTERPRISE
    if on_behalf:
        if for_firm is not (on_behalf.enterprise is not None):
            word = "单位" if for_firm else "个人"
            raise WrongStanding(f"“{bundle.title}”由{word}申请，录入的申请人不是{word}。", AT_WINDOW)
        return
    if actor.bundles and bundle.code not in actor.bundles:
        raise WrongStanding(f"给您的授权不包括“{bundle.title}”。", NOT_NAMED)
    acts_for_firm = acts_for_enterprise(actor)
    if for_firm and not acts_for_firm:
        raise WrongStanding(f"“{bundle.title}”要以单位的名义申请，您现在是以个人名义。", NEEDS_FIRM)
    if acts_for_firm and not for_firm:
        raise WrongStanding(f"“{bundle.title}”要以个人的名义申请，您现在是以单位名义。", NEEDS_PERSON)


def check_reach(actor: Actor, *, region_path: str, consent: str) -> None:
    """A system files in its own region alone, and only with the reference of a consent."""
    if actor.role is not Role.CLIENT:
        return
    if not actor.region_path or not region_path.startswith(actor.region_path):
        raise CannotOpen(ELSEWHERE)
    if not consent:
        raise CannotOpen(NO_CONSENT)


def establish(*, actor: Actor, now: datetime, draft: UUID, on_behalf: OnBehalf | None = None) -> Standing:
    """Who applies and who acts for them; every look into a record is on the access log."""
    if on_behalf:
        return _for_other(on_behalf, by_system=actor.role is Role.CLIENT, now=now)
    me = person_of(actor, purpose=PURPOSE, now=now, case_ref=draft)
    myself = Proven(me.name, me.id_number, BY_LOGIN, now.isoformat())
    if actor.acting_for is None:
        return Standing(proven={APPLICANT: myself}, phone=me.phone)
    if acts_for_enterprise(actor):
        firm = enterprise_of(actor, purpose=PURPOSE, now=now, case_ref=draft)
        applicant = Proven(firm.name, firm.uscc, BY_AUTHORITY, now.isoformat())
        return Standing(proven={APPLICANT: applicant, HANDLER: myself}, phone=me.phone)
    principal = access_person(actor.acting_for, actor=actor, purpose=PURPOSE, now=now, case_ref=draft)
    applicant = Proven(principal.name, principal.id_number, BY_AUTHORITY, now.isoformat())
    return Standing(proven={APPLICANT: applicant, AGENT: myself}, phone=principal.phone)


def _for_other(on_behalf: OnBehalf, *, by_system: bool, now: datetime) -> Standing:
    by_document, by_licence = (BY_SYSTEM, BY_SYSTEM) if by_system else (BY_CLERK, BY_LICENCE)
    person = Proven(on_behalf.name, on_behalf.id_number, by_document, now.isoformat())
    if on_behalf.enterprise is None:
        return Standing(proven={APPLICANT: person}, phone=on_behalf.phone)
    firm = Proven(on_behalf.enterprise.name, on_behalf.enterprise.uscc, by_licence, now.isoformat())
    return Standing(proven={APPLICANT: firm, HANDLER: person}, phone=on_behalf.phone)
