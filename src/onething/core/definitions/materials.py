"""Materials (申请材料) and the lawful ways not to ask for them."""

from dataclasses import dataclass
from enum import StrEnum

from onething.core.calendar import Span
from onething.core.definitions.basis import Basis


class MaterialNature(StrEnum):
    """材料性质."""

    FORM = "form"
    CERTIFICATE = "certificate"
    OTHER = "other"


class MaterialOrigin(StrEnum):
    """材料来源: what government issued may not be asked for (国务院关于在线政务服务的若干规定 第7条)."""

    APPLICANT = "applicant"
    GOVERNMENT = "government"
    OTHER = "other"


class ExemptBy(StrEnum):
    """免提交方式."""

    LICENCE = "licence"  # an electronic licence government already issued
    SHARED_DATA = "shared_data"  # verified through data sharing
    UPSTREAM_RESULT = "upstream_result"  # the result of another item of the same bundle
    GENERATED_FORM = "generated_form"  # printed by the system from the one form
    EARLIER_COPY = "earlier_copy"  # a copy from the applicant's own space


@dataclass(frozen=True, slots=True)
class Exemption:
    """One way not to hand the material in; `reference` is the licence type or data resource.

    With a `field`, a record proves the material only when it fills this field: being known to a register is not enough.
    """

    by: ExemptBy
    reference: str = ""
    note: str = ""
    field: str = ""


class Risk(StrEnum):
    """风险等级: how closely kept promises are looked at after the decision."""

    LOW = "low"  # a random sample
    HIGH = "high"  # every one


@dataclass(frozen=True, slots=True)
class AfterCheck:
    """事后核查: within which time after the decision, and of a low risk how many in a hundred."""

    risk: Risk
    within: Span
    share: int = 100


@dataclass(frozen=True, slots=True)
class Deferral:
    """容缺: may follow within the span after a written promise; `rectify` is the time an order gives after that.

    Without it nothing is ordered and nothing lapses, so a pack without it is refused. While `bar` lasts, whoever broke
    the promise is offered none.
    """

    within: Span
    basis: Basis
    rectify: Span | None = None
    check: AfterCheck | None = None
    bar: Span | None = None


@dataclass(frozen=True, slots=True)
class Pledge:
    """告知承诺: a written pledge in the place of a material, or of looking before a whole item is granted.

    `conditions` is what whoever pledges says to meet; the rest as for a deferral.
    """

    text: str
    consequence: str
    basis: Basis
    rectify: Span | None = None
    check: AfterCheck | None = None
    bar: Span | None = None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """One material of the national or local list."""

    code: str
    name: str
    nature: MaterialNature
    origin: MaterialOrigin
    exemptions: tuple[Exemption, ...] = ()
    deferral: Deferral | None = None
    pledge: Pledge | None = None
    review_points: tuple[str, ...] = ()
    note: str = ""
