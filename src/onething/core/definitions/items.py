"""Service items (政务服务事项): what one body decides, on which basis, from which materials, with which result."""

from dataclasses import dataclass
from enum import StrEnum

from onething.core.calendar import Span
from onething.core.definitions.basis import Basis
from onething.core.definitions.fees import Fee
from onething.core.definitions.limits import Limit, Promise
from onething.core.definitions.materials import Pledge
from onething.core.rules import Rule


class ItemType(StrEnum):
    """事项类型: the kinds that are applied for."""

    LICENSING = "01"  # 行政许可
    GRANT = "05"  # 行政给付
    CONFIRMATION = "07"  # 行政确认
    REWARD = "08"  # 行政奖励
    RULING = "09"  # 行政裁决
    OTHER_POWER = "10"  # 其他行政权力
    PUBLIC_SERVICE = "20"  # 公共服务


class ResultKind(StrEnum):
    """What the applicant gets."""

    LICENCE = "licence"
    DOCUMENT = "document"
    DATA = "data"
    OBJECT = "object"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class MaterialNeed:
    """The item needs the material from the party of `role`, when the rule (if any) holds."""

    material: str
    role: str
    basis: Basis
    when: Rule | None = None
    why: str = ""
    original: bool = False


@dataclass(frozen=True, slots=True)
class FieldNeed:
    """The item needs the element of the party of `role`."""

    element: str
    role: str
    required: bool = True
    when: Rule | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """办理结果. `provides` is the material that waiting items receive from it."""

    name: str
    kind: ResultKind
    provides: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """An order that the law sets: without `item`, or `proof` that it was done before, this one cannot be done.

    A `soft` one may start earlier but not finish.
    """

    item: str
    basis: Basis
    proof: str = ""
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Supervision:
    """审管衔接: which body supervises what was granted, what it is to do, and within which time after the decision."""

    body: str
    within: Span
    what: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Automatic:
    """When the item is granted without an officer (智能审批): `when` in CEL over verified data, `says` the same for people.

    A person looks at it again when that is asked for within `ask_within`. Where one officer reviews and another decides,
    it is granted only when `four_eyes` says that the rule stands for both.
    """

    when: str
    says: str
    ask_within: Span
    basis: Basis
    four_eyes: bool = False


@dataclass(frozen=True, slots=True)
class RenewalTerm:
    """申请延续的期限: how long before a licence ends its continuation is applied for, at the latest and, if said, at the earliest."""

    latest: Span
    basis: Basis
    earliest: Span | None = None

    @property
    def words(self) -> str:
        """For people: 有效期届满 30 个工作日以前."""
        if self.earliest:
            return f"有效期届满前 {self.earliest.label}至 {self.latest.label}"
        return f"有效期届满 {self.latest.label}以前"


@dataclass(frozen=True, slots=True)
class Item:
    """One handling item at its finest grain (业务办理项); `checklist` is its code in the implementation list.

    `acceptance` is a limit for acceptance that the item's own law sets, stricter than that of 行政许可法 32; `renewal` the
    term for continuing its licence, where a law says otherwise than 行政许可法 50.
    `pledge` is what is signed where the item is granted by pledge (审批告知承诺), `supervision` who hears of what was
    granted, `automatic` its rule, `hearing` the law that prescribes one (行政许可法 46); the local layer gives all four.
    """

    code: str
    name: str
    body: str
    type: ItemType
    bases: tuple[Basis, ...]
    statutory: Limit
    promise: Promise | None
    result: Result
    materials: tuple[MaterialNeed, ...] = ()
    fields: tuple[FieldNeed, ...] = ()
    after: tuple[Prerequisite, ...] = ()
    conditions: tuple[str, ...] = ()
    review_points: tuple[str, ...] = ()
    visit: str = ""
    trips: int = 0
    note: str = ""
    checklist: str = ""
    acceptance: Limit | None = None
    renewal: RenewalTerm | None = None
    pledge: Pledge | None = None
    fees: tuple[Fee, ...] = ()
    supervision: Supervision | None = None
    automatic: Automatic | None = None
    hearing: Basis | None = None

    @property
    def must_be_heard(self) -> Basis | None:
        """The law that prescribes a hearing, once somebody has read it: what is unconfirmed starts no duty."""
        return self.hearing if self.hearing and self.hearing.confirmed else None
