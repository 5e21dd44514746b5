"""Registers (数据资源): what another body already knows about a party, so that it is not asked again.

Source: 国务院关于在线政务服务的若干规定 第7条.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from onething.core.definitions.parties import PartyKind


@dataclass(frozen=True, slots=True)
class Register:
    """One register, asked with a party's number.

    `basic`: its record says who the number belongs to, so it is asked first. `kept_under`: the role under whose number
    the record stands (a birth under the mother's). `listed`, `latest_by`: it answers with a list under this name, of
    which the entry with the latest date counts. `in_force`: only a record with this status counts. `proves`: the
    licence types whose existence the record proves.
    """

    code: str
    label: str
    about: PartyKind = PartyKind.PERSON
    basic: bool = False
    kept_under: str = ""
    listed: str = ""
    latest_by: str = ""
    in_force: str = ""
    proves: tuple[str, ...] = ()


def basic_register(registers: Mapping[str, Register], kind: PartyKind) -> Register | None:
    """The register that says who a number of this kind of party belongs to."""
    return next((register for register in registers.values() if register.basic and register.about is kind), None)


def proving_register(registers: Mapping[str, Register], reference: str) -> Register | None:
    """The register behind an exemption: named itself, or by the licence type that its record proves."""
    if reference in registers:
        return registers[reference]
    return next((register for register in registers.values() if reference in register.proves), None)
