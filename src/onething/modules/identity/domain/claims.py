"""What an identity provider says about a person, and whether it suffices to log in.

The claim `enterprises` is a list of {uscc, name, relation}; entries that cannot be used are left out, for nobody is kept
from their own affairs by a mistake in a firm's record.
Source: OpenID Connect Core 1.0 sections 3.1.3.7 (nonce) and 5.3.2 (the subject of both answers must be the same).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hmac import compare_digest
from typing import Any

from onething.core.identifiers import check_citizen_id, check_mobile, check_name, check_uscc
from onething.modules.identity.domain.authorities import AuthorityKind
from onething.modules.identity.domain.enterprises import read_enterprise_name


class Assurance(StrEnum):
    """How sure we are who somebody is, weakest first."""

    REPORTED = "reported"  # a system that files for them said so
    COUNTER = "counter"  # a clerk typed it from the document at a window
    SUBSTANTIAL = "substantial"  # number checked against the register
    HIGH = "high"  # face compared with the register


ACCEPTED = (Assurance.SUBSTANTIAL, Assurance.HIGH)


class RefusalCode(StrEnum):
    """Why a login with an identity provider was refused; stable."""

    NONCE = "login.nonce"
    SUBJECT = "login.subject"
    ASSURANCE = "login.assurance"
    NAME = "login.name"
    ID_NUMBER = "login.id_number"
    OTHER_PERSON = "login.other_person"
    DISABLED = "login.disabled"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason, in words for the person."""

    code: RefusalCode
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseClaim:
    """For which enterprise the provider says that the person may act, and as what."""

    uscc: str
    name: str
    kind: AuthorityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedIdentity:
    """A person as the provider confirmed them; the phone is empty when it gave none that can be used."""

    subject: str
    name: str
    id_number: str
    phone: str
    assurance: Assurance
    enterprises: tuple[EnterpriseClaim, ...] = ()


MOST_ENTERPRISES = 50
RELATIONS = (AuthorityKind.LEGAL_REPRESENTATIVE, AuthorityKind.HANDLER)


def decide_identity(
    *, userinfo: Mapping[str, Any], id_token: Mapping[str, Any], nonce: object, today: date
) -> VerifiedIdentity | tuple[Refusal, ...]:
    """The confirmed person, or every reason why these answers do not suffice."""
    if refusals := _refuse_binding(userinfo, id_token, nonce):
        return refusals
    assurance = _weakest_assurance(userinfo, id_token)
    name = check_name(_text(userinfo, "name")).value
    number = check_citizen_id(_text(userinfo, "id_number"), today=today).value
    if assurance is None or name is None or number is None:
        return _refuse_content(assurance, name, number)
    phone = check_mobile(_text(userinfo, "phone_number")).value or ""
    return VerifiedIdentity(
        subject=_text(userinfo, "sub"),
        name=name,
        id_number=number,
        phone=phone,
        assurance=assurance,
        enterprises=read_enterprises(userinfo.get("enterprises")),
    )


def read_enterprises(claimed: object) -> tuple[EnterpriseClaim, ...]:
    """Each enterprise once, as its legal representative when that is claimed as well; in the order of their codes."""
    entries = claimed[:MOST_ENTERPRISES] if isinstance(claimed, list) else []
    read = [claim for entry in entries if isinstance(entry, dict) and (claim := _enterprise(entry))]
    best = {claim.uscc: claim for claim in sorted(read, key=lambda one: RELATIONS.index(one.kind), reverse=True)}
    return tuple(best[uscc] for uscc in sorted(best))


def _enterprise(entry: Mapping[str, Any]) -> EnterpriseClaim | None:
    uscc, name = check_uscc(_text(entry, "uscc")).value, read_enterprise_name(_text(entry, "name"))
    kind = next((one for one in RELATIONS if one.value == entry.get("relation")), None)
    return EnterpriseClaim(uscc=uscc, name=name, kind=kind) if uscc and name and kind else None


def _refuse_binding(userinfo: Mapping[str, Any], id_token: Mapping[str, Any], nonce: object) -> tuple[Refusal, ...]:
    """Both answers must belong to this login (nonce) and to the same person (subject)."""
    refusals = []
    sent, received = nonce if isinstance(nonce, str) else "", _text(id_token, "nonce")
    if not sent or not compare_digest(sent.encode(), received.encode(errors="replace")):
        refusals.append(Refusal(RefusalCode.NONCE, "身份认证的答复与这次登录对不上，可能已经过期。请重新登录。"))
    if not _text(userinfo, "sub") or _text(userinfo, "sub") != _text(id_token, "sub"):
        refusals.append(Refusal(RefusalCode.SUBJECT, "身份认证的两次答复不是同一个人。请重新登录。"))
    return tuple(refusals)


def _refuse_content(assurance: Assurance | None, name: str | None, number: str | None) -> tuple[Refusal, ...]:
    checks = (
        (
            assurance,
            RefusalCode.ASSURANCE,
            "这次登录没有完成实名认证，不能办理需要本人身份的事项。请重新登录并完成实名认证。",
        ),
        (name, RefusalCode.NAME, "身份认证没有给出可用的姓名。请在身份认证平台核对本人信息后再登录。"),
        (number, RefusalCode.ID_NUMBER, "身份认证给出的证件号码没有通过校验。请在身份认证平台核对证件信息后再登录。"),
    )
    return tuple(Refusal(code, message) for value, code, message in checks if value is None)


def _weakest_assurance(userinfo: Mapping[str, Any], id_token: Mapping[str, Any]) -> Assurance | None:
    """The weaker of what both answers claim; None when nothing, or anything unknown or too weak, is claimed."""
    claimed = [value for value in (userinfo.get("assurance"), id_token.get("acr")) if value is not None]
    names = [level.value for level in ACCEPTED]
    if not claimed or any(value not in names for value in claimed):
        return None
    return ACCEPTED[min(names.index(value) for value in claimed)]


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""
