"""The invented people and firms of the demonstration region, read from a JSON file and checked before any simulator starts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from onething_simulators.id_numbers import is_valid_id_number
from onething_simulators.organisation_codes import is_valid_uscc

DEFAULT_FILE = Path(__file__).with_name("people.json")
TOWNSPEOPLE = Path(__file__).with_name("townspeople.json")
LISTS = ("persons", "firms", "households", "marriages", "birth_records", "birth_certificates", "records")


class BadPeopleFile(Exception):
    """The people file cannot be used; the message lists every reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insurance:
    """What the medical insurance body knows about one person."""

    scheme: str
    maternity: bool
    employer: str | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One invented person; `key` is how the rest of the file points at them."""

    key: str
    name: str
    id_number: str
    id_type: str
    sex: str
    birth_date: str
    ethnicity: str
    phone_number: str
    household: str | None
    relation_to_head: str | None
    insurance: Insurance | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """One invented enterprise, and who may act for it."""

    key: str
    name: str
    uscc: str
    legal_representative: str
    handlers: tuple[str, ...]
    type: str
    address: str
    registered_capital: str
    business_scope: str
    established_on: str

    def relation_of(self, person: str) -> str:
        """As what the person acts for it; empty for everybody else."""
        if person == self.legal_representative:
            return "legal_representative"
        return "handler" if person in self.handlers else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One 户口簿; a collective household (集体户) has no head."""

    number: str
    kind: str
    head: str | None
    region_code: str
    region_name: str
    address: str
    police_station: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marriage:
    """One entry of the marriage register; `status` is married or divorced."""

    certificate_number: str
    parties: tuple[str, str]
    status: str
    registered_on: str
    dissolved_on: str | None
    registrar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One newborn within a birth record, in order of birth."""

    order: int
    sex: str
    time: str
    weight_grams: int
    length_cm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthRecord:
    """One delivery in a hospital; days are counted back from the day of asking, so the demonstration never ages."""

    record_number: str
    mother: str
    father_stated: str | None
    born_days_ago: int
    hospital: str
    hospital_code: str
    gestational_weeks: int
    children: tuple[Child, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthCertificate:
    """One 出生医学证明 already issued for a child of a birth record."""

    number: str
    mother: str
    father: str | None
    child_name: str
    sex: str
    birth_record: str
    issued_days_ago: int
    issuer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecord:
    """What one further register says about a person or firm; `X_days_ago` is told as the date X."""

    register: str
    subject: str
    record: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Population:
    """Everybody and everything the simulators know; the first `introduced` persons have a story worth choosing."""

    persons: tuple[Person, ...]
    introduced: int
    firms: tuple[Firm, ...]
    households: tuple[Household, ...]
    marriages: tuple[Marriage, ...]
    birth_records: tuple[BirthRecord, ...]
    birth_certificates: tuple[BirthCertificate, ...]
    records: tuple[KeptRecord, ...]

    @cached_property
    def by_key(self) -> dict[str, Person]:
        return {person.key: person for person in self.persons}

    @cached_property
    def by_id_number(self) -> dict[str, Person]:
        return {person.id_number: person for person in self.persons}

    @cached_property
    def by_uscc(self) -> dict[str, Firm]:
        return {firm.uscc: firm for firm in self.firms}

    @cached_property
    def by_register(self) -> dict[tuple[str, str], KeptRecord]:
        return {(kept.register, kept.subject): kept for kept in self.records}

    def firms_of(self, person: Person) -> tuple[tuple[Firm, str], ...]:
        """The firms for which the person may act, each with the relation."""
        return tuple((firm, relation) for firm in self.firms if (relation := firm.relation_of(person.key)))

    @cached_property
    def by_household_number(self) -> dict[str, Household]:
        return {household.number: household for household in self.households}


def load_people(*, file: Path = DEFAULT_FILE) -> Population:
    """Read and check a people file, ours together with the townspeople; raises BadPeopleFile with every reason."""
    try:
        documents = [json.loads(path.read_text(encoding="utf-8")) for path in _files(file)]
        merged = {name: [row for one in documents for row in one.get(name, ())] for name in LISTS}
        population = _population(merged, introduced=len(documents[0]["persons"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadPeopleFile(f"人物文件 {file} 无法读取：{error!r}。请对照随附的 people.json 改正。") from error
    if faults := _faults(population):
        raise BadPeopleFile(f"人物文件 {file} 有误：" + "；".join(faults))
    return population


def _files(file: Path) -> tuple[Path, ...]:
    return (file, TOWNSPEOPLE) if file == DEFAULT_FILE else (file,)


def _population(document: dict[str, Any], *, introduced: int) -> Population:
    return Population(
        persons=tuple(_person(row) for row in document["persons"]),
        introduced=introduced,
        firms=tuple(Firm(**{**row, "handlers": tuple(row["handlers"])}) for row in document["firms"]),
        households=tuple(Household(**row) for row in document["households"]),
        marriages=tuple(
            Marriage(**{**row, "parties": (row["parties"][0], row["parties"][1])}) for row in document["marriages"]
        ),
        birth_records=tuple(_birth_record(row) for row in document["birth_records"]),
        birth_certificates=tuple(BirthCertificate(**row) for row in document["birth_certificates"]),
        records=tuple(KeptRecord(**row) for row in document["records"]),
    )


def _person(row: dict[str, Any]) -> Person:
    insurance = row["insurance"]
    return Person(**{**row, "insurance": Insurance(**insurance) if insurance else None})


def _birth_record(row: dict[str, Any]) -> BirthRecord:
    return BirthRecord(**{**row, "children": tuple(Child(**child) for child in row["children"])})


def _faults(population: Population) -> list[str]:
    return [*_person_faults(population), *_firm_faults(population), *_reference_faults(population)]


def _person_faults(population: Population) -> list[str]:
    faults = [f"{p.key} 的证件号码校验位或日期不对" for p in population.persons if not is_valid_id_number(p.id_number)]
    faults += [f"{p.key} 的出生日期与证件号码不一致" for p in population.persons if not _birth_date_agrees(p)]
    if len(population.by_id_number) != len(population.persons):
        faults.append("有两个人的证件号码相同")
    return faults


def _firm_faults(population: Population) -> list[str]:
    faults = [f"{f.key} 的统一社会信用代码校验位不对" for f in population.firms if not is_valid_uscc(f.uscc)]
    if len({firm.uscc for firm in population.firms}) != len(population.firms):
        faults.append("有两家单位的统一社会信用代码相同")
    return faults


def _birth_date_agrees(person: Person) -> bool:
    try:
        return date.fromisoformat(person.birth_date).strftime("%Y%m%d") == person.id_number[6:14]
    except ValueError:
        return False


def _reference_faults(population: Population) -> list[str]:
    named = {key for marriage in population.marriages for key in marriage.parties}
    named |= {household.head for household in population.households if household.head}
    named |= {record.mother for record in population.birth_records}
    named |= {record.father_stated for record in population.birth_records if record.father_stated}
    named |= {certificate.mother for certificate in population.birth_certificates}
    named |= {key for firm in population.firms for key in (firm.legal_representative, *firm.handlers)}
    named |= {kept.subject for kept in population.records} - {firm.key for firm in population.firms}
    households = {person.household for person in population.persons if person.household}
    records = {certificate.birth_record for certificate in population.birth_certificates}
    missing = sorted(named - population.by_key.keys())
    missing += sorted(households - population.by_household_number.keys())
    missing += sorted(records - {record.record_number for record in population.birth_records})
    return [f"提到了不存在的 {name}" for name in missing]
