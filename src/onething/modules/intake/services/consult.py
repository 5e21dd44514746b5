"""Ask the registers about one party: the person's name must fit the number before anything else is asked or kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.core.definitions import PartyKind, Register
from onething.modules.exchange.api import Found, NotFound, Unavailable, look_up
from onething.modules.intake.domain.content import Outcome, Told
from onething.modules.intake.domain.parties import name_of, number_of, proven_of
from onething.modules.intake.domain.reading import Reading
from onething.modules.intake.domain.registers import fields_used, make_told, resources_of
from onething.platform.permissions import Actor, Role

MISMATCH = {
    PartyKind.PERSON: "姓名与证件号码对不上，没有读取登记信息。请对照身份证核对姓名和号码；确认无误的可以继续，由工作人员核验。",
    PartyKind.ENTERPRISE: "企业名称与统一社会信用代码对不上，没有读取登记信息。请对照营业执照核对；确认无误的可以继续，由工作人员核验。",
}
UNKNOWN = {
    PartyKind.PERSON: "人口库里没有查到这个号码。请对照身份证核对；确认无误的可以继续，由工作人员核验。",
    PartyKind.ENTERPRISE: "市场主体登记库里没有查到这个代码。请对照营业执照核对；确认无误的可以继续，由工作人员核验。",
}
LONGEST_PURPOSE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """For which draft, by whom, when, and whose data it is when known."""

    draft: UUID
    actor: Actor
    now: datetime
    data_of: UUID | None = None


def consult(reading: Reading, *, party: str, asking: Asking) -> Mapping[str, Told]:
    """What the registers told, by resource. Never inside a transaction: each may keep us waiting for seconds."""
    plan, library = reading.plan, reading.source.library
    number, name = number_of(plan, reading.content, party), name_of(plan, reading.content, party)
    # What a system says about a person proves nothing until the register that knows the person agrees.
    proven = proven_of(plan, reading.content, party) is not None and asking.actor.role is not Role.CLIENT
    told: dict[str, Told] = {}
    for register in resources_of(plan, library, party):
        fields = fields_used(library, register)
        answer = _ask(register, number, plan.bundle, fields, asking, name="" if proven else name)
        told[register.code] = answer
        stranger = register.basic and answer.outcome is not Outcome.FOUND and not proven
        if stranger or answer.outcome is Outcome.UNAVAILABLE:
            break
    return told


def _ask(register: Register, number: str, bundle: str, fields: Collection[str], asking: Asking, *, name: str) -> Told:
    result = look_up(
        resource=register.code,
        label=register.label,
        subject_number=number,
        purpose=f"prefill.{bundle}"[:LONGEST_PURPOSE],
        reference=asking.draft,
        actor=asking.actor,
        now=asking.now,
        data_of=asking.data_of,
    )
    match result:
        case Unavailable():
            return Told(Outcome.UNAVAILABLE, note=result.reason)
        case NotFound():
            return Told(Outcome.ABSENT, note=UNKNOWN[register.about] if register.basic else "")
        case Found():
            if register.basic and name and result.record.get("name") != name:
                return Told(Outcome.MISMATCH, note=MISMATCH[register.about])
            return make_told(
                result.record,
                register=register,
                source=result.source,
                as_of=result.as_of,
                fields=fields,
            )
