"""What each body's register says about one person; only the fields a filing needs, nothing of uninvolved people."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from onething_simulators.people import BirthCertificate, BirthRecord, Firm, Marriage, Person, Population

Record = dict[str, Any]
DAYS_AGO = "_days_ago"
KEPT = {
    "social_insurance": "禾丰市社会保险参保信息库（演示）",
    "housing_fund": "禾丰市住房公积金管理中心（演示）",
    "property": "禾丰市不动产登记库（演示）",
    "contract_filing": "禾丰市商品房合同备案库（演示）",
    "tax": "禾丰市税务局征管信息库（演示）",
    "death_record": "禾丰市死亡登记信息库（演示）",
    "driving_licence": "禾丰市公安局机动车驾驶人库（演示）",
    "vehicle": "禾丰市公安局机动车登记库（演示）",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One resource: who answers, and how its record of a person or firm is found (None: nothing on record)."""

    source: str
    find: Callable[[Population, Any, date], Record | None]
    of_firms: bool = False


def _resident(population: Population, person: Person, _today: date) -> Record | None:
    home = population.by_household_number.get(person.household or "")
    return {
        "name": person.name,
        "id_number": person.id_number,
        "id_type": person.id_type,
        "sex": person.sex,
        "birth_date": person.birth_date,
        "ethnicity": person.ethnicity,
        "household_number": home.number if home else None,
        "region_code": home.region_code if home else None,
        "region_name": home.region_name if home else None,
        "address": home.address if home else None,
    }


def _household(population: Population, person: Person, _today: date) -> Record | None:
    home = population.by_household_number.get(person.household or "")
    if home is None:
        return None
    head = population.by_key.get(home.head or "")
    return {
        "household_number": home.number,
        "kind": home.kind,
        "head_name": head.name if head else None,
        "head_id_number": head.id_number if head else None,
        "relation_to_head": person.relation_to_head,
        "region_code": home.region_code,
        "region_name": home.region_name,
        "address": home.address,
        "police_station": home.police_station,
    }


def _marriage(population: Population, person: Person, _today: date) -> Record | None:
    entries = [entry for entry in population.marriages if person.key in entry.parties]
    if not entries:
        return {"status": "none"}
    latest = max(entries, key=lambda entry: entry.registered_on)
    spouse = population.by_key[_other(latest, person)]
    married = latest.status == "married"
    return {
        "status": latest.status,
        "certificate_number": latest.certificate_number,
        "registered_on": latest.registered_on,
        "dissolved_on": latest.dissolved_on,
        "registrar": latest.registrar,
        "spouse_name": spouse.name if married else None,
        "spouse_id_number": spouse.id_number if married else None,
        "spouse_id_type": spouse.id_type if married else None,
    }


def _other(marriage: Marriage, person: Person) -> str:
    first, second = marriage.parties
    return second if person.key == first else first


def _birth_record(population: Population, person: Person, today: date) -> Record | None:
    deliveries = [record for record in population.birth_records if record.mother == person.key]
    return {"deliveries": [_delivery(population, record, today) for record in deliveries]} if deliveries else None


def _delivery(population: Population, record: BirthRecord, today: date) -> Record:
    father = population.by_key.get(record.father_stated or "")
    return {
        "record_number": record.record_number,
        "hospital": record.hospital,
        "hospital_code": record.hospital_code,
        "gestational_weeks": record.gestational_weeks,
        "father_stated_name": father.name if father else None,
        "father_stated_id_number": father.id_number if father else None,
        "children": [{**asdict(child), "birth_date": _ago(today, record.born_days_ago)} for child in record.children],
    }


def _birth_certificate(population: Population, person: Person, today: date) -> Record | None:
    issued = [entry for entry in population.birth_certificates if person.key in {entry.mother, entry.father}]
    return {"certificates": [_certificate(population, entry, today) for entry in issued]} if issued else None


def _certificate(population: Population, entry: BirthCertificate, today: date) -> Record:
    birth = next(record for record in population.birth_records if record.record_number == entry.birth_record)
    father = population.by_key.get(entry.father or "")
    return {
        "number": entry.number,
        "child_name": entry.child_name,
        "sex": entry.sex,
        "birth_date": _ago(today, birth.born_days_ago),
        "mother_name": population.by_key[entry.mother].name,
        "father_name": father.name if father else None,
        "issuer": entry.issuer,
        "issued_on": _ago(today, entry.issued_days_ago),
    }


def _insurance(_population: Population, person: Person, _today: date) -> Record | None:
    return asdict(person.insurance) if person.insurance else None


def _enterprise(population: Population, firm: Firm, _today: date) -> Record | None:
    return {
        "name": firm.name,
        "uscc": firm.uscc,
        "type": firm.type,
        "legal_representative": population.by_key[firm.legal_representative].name,
        "address": firm.address,
        "registered_capital": firm.registered_capital,
        "business_scope": firm.business_scope,
        "established_on": firm.established_on,
        "status": "存续",
    }


def _kept(register: str) -> Callable[[Population, Any, date], Record | None]:
    """A register whose records stand in the people file as they are told."""

    def find(population: Population, subject: Person | Firm, today: date) -> Record | None:
        kept = population.by_register.get((register, subject.key))
        return dict(_told(name, value, today) for name, value in kept.record.items()) if kept else None

    return find


def _told(name: str, value: Any, today: date) -> tuple[str, Any]:
    plain = name.removesuffix(DAYS_AGO)
    return (name, value) if plain == name else (plain, _ago(today, value))


def _ago(today: date, days: int) -> str:
    return (today - timedelta(days=days)).isoformat()


REGISTERS: Mapping[str, Register] = {
    "resident": Register(source="禾丰市公安局人口信息库（演示）", find=_resident),
    "household": Register(source="禾丰市公安局户籍登记库（演示）", find=_household),
    "marriage": Register(source="禾丰市民政局婚姻登记库（演示）", find=_marriage),
    "birth_record": Register(source="禾丰市卫生健康委员会出生医学登记库（演示）", find=_birth_record),
    "birth_certificate": Register(source="禾丰市出生医学证明电子证照库（演示）", find=_birth_certificate),
    "medical_insurance": Register(source="禾丰市医疗保障局参保信息库（演示）", find=_insurance),
    "enterprise": Register(source="禾丰市市场主体登记库（演示）", find=_enterprise, of_firms=True),
    **{code: Register(source=source, find=_kept(code)) for code, source in KEPT.items()},
}
