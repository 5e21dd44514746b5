"""A question to a data source: whose data, which, for what purpose and for which draft or case."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question; `request_id` comes back with the answer, so that answers cannot be mixed up.

    `resource` is the code of the record asked for and `label` what people call it; `subject_number` is the identity
    number of a person or the unified social credit code of a firm.
    """

    resource: str
    label: str
    subject_number: str = field(repr=False)
    purpose: str
    reference: str
    request_id: str
