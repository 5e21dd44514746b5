"""A question to a data source: whose data, which, for what purpose and for which draft or case."""

from dataclasses import dataclass, field
from enum import StrEnum


class Resource(StrEnum):
    """The kinds of record that can be asked for."""

    RESIDENT = "resident"
    HOUSEHOLD = "household"
    MARRIAGE = "marriage"
    BIRTH_RECORD = "birth_record"
    BIRTH_CERTIFICATE = "birth_certificate"
    MEDICAL_INSURANCE = "medical_insurance"

    @property
    def label(self) -> str:
        """The Chinese name people see."""
        return LABELS[self]


LABELS = {
    Resource.RESIDENT: "人口基本信息",
    Resource.HOUSEHOLD: "户籍信息",
    Resource.MARRIAGE: "婚姻登记信息",
    Resource.BIRTH_RECORD: "出生医学记录",
    Resource.BIRTH_CERTIFICATE: "出生医学证明",
    Resource.MEDICAL_INSURANCE: "医疗保险参保信息",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question; `request_id` comes back with the answer, so that answers cannot be mixed up."""

    resource: Resource
    subject_id_number: str = field(repr=False)
    purpose: str
    reference: str
    request_id: str
