"""The plan: what everything else shows, fills, executes and measures. Frozen, without floats, same input same bytes.

Its parts are named tuples: a plan has hundreds of them, and they are made four times as fast as frozen dataclasses.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from onething.core.definitions import Basis, Blocks, ElementKind, ElementSource, ExemptBy, Layer, PartyKind, ResultKind


class Standing(StrEnum):
    """Where an item stands in this plan."""

    APPLIES = "applies"
    LEFT_OUT = "left_out"  # the applicant's choice
    FALLS = "falls"  # falls with another item
    NOT_APPLICABLE = "not_applicable"  # the answers say so
    OPEN = "open"  # depends on questions not answered yet


class Treatment(StrEnum):
    """What happens with a material."""

    SUBMIT = "submit"
    EXEMPT = "exempt"
    NOT_NEEDED = "not_needed"
    OPEN = "open"


class Charge(StrEnum):
    """What happens with a fee."""

    DUE = "due"
    EXEMPT = "exempt"
    OPEN = "open"


class Certainty(StrEnum):
    """How sure an exemption is: known from holdings, or expected until the person has logged in."""

    CERTAIN = "certain"
    EXPECTED = "expected"


class Reason(NamedTuple):
    """Why: a stable code, a sentence for people, and the source where there is one."""

    code: str
    text: str
    basis: Basis | None = None


class PlannedParty(NamedTuple):
    """A party instance: `child[2]` of role `child`; `same_as` when it is another party (applicant = mother)."""

    code: str
    role: str
    label: str
    same_as: str = ""
    kind: PartyKind = PartyKind.PERSON
    consents: bool = True


class PlannedItem(NamedTuple):
    """One case to be: an item for one subject. `key` is unique in the plan."""

    key: str
    item: str
    name: str
    body: str
    body_name: str
    subject: str
    standing: Standing
    optional: bool
    droppable: bool
    result: str
    result_kind: ResultKind
    reasons: tuple[Reason, ...]
    bases: tuple[Basis, ...]
    mode: str = ""


class MaterialUse(NamedTuple):
    """An item that asks for the material, and why."""

    item: str
    name: str
    text: str
    basis: Basis


class PlannedMaterial(NamedTuple):
    """One material of one party, once, however many items need it."""

    key: str
    material: str
    name: str
    party: str
    party_label: str
    treatment: Treatment
    uses: tuple[MaterialUse, ...]
    reasons: tuple[Reason, ...]
    exempt_by: ExemptBy | None = None
    exempt_reference: str = ""
    exempt_field: str = ""
    certainty: Certainty | None = None
    from_item: str = ""
    original: bool = False
    deferrable_half_days: int | None = None
    pledgeable: bool = False
    review_points: tuple[str, ...] = ()

    @property
    def hangs_on_earlier_copy(self) -> bool:
        """Exempt only for whoever handed it in before, which is not known yet."""
        return self.exempt_by is ExemptBy.EARLIER_COPY and self.certainty is Certainty.EXPECTED


class PlannedFee(NamedTuple):
    """One fee of one case to be, in whole 分; `key` is unique in the plan. Only a confirmed fee may be collected."""

    key: str
    item: str
    name: str
    amount_fen: int
    unit: str
    charge: Charge
    reason: Reason
    basis: Basis
    blocks: Blocks
    blocks_by: Basis | None


class PlannedField(NamedTuple):
    """One field of the one form, asked once for its party."""

    key: str
    element: str
    label: str
    party: str
    kind: ElementKind
    source: ElementSource
    required: bool
    items: tuple[str, ...]
    hint: str = ""
    preset: str = ""


class FormSection(NamedTuple):
    """The fields of one party."""

    party: str
    label: str
    fields: tuple[PlannedField, ...]


class Slot(NamedTuple):
    """One item on the schedule; positions are half working days after the start."""

    item: str
    starts: int
    ends: int
    opens_on: date
    promised_on: date
    promised_label: str
    promise_layer: Layer | None
    promise_confirmed: bool
    statutory_label: str
    statutory_on: date | None
    waits_for: tuple[str, ...]
    critical: bool
    group: int
    provisional: bool = False  # a day of it lies in a year whose holidays are not announced


class JointVisit(NamedTuple):
    """One visit for all bodies that would each have come (联合勘验)."""

    topic: str
    items: tuple[str, ...]
    bodies: tuple[str, ...]
    position: int
    on: date


class Schedule(NamedTuple):
    """Parallel groups in dates; `declared_on` is what is promised, `computed_on` what the critical path gives."""

    start: date
    slots: tuple[Slot, ...]
    critical: tuple[str, ...]
    computed_half_days: int
    computed_on: date
    declared_label: str
    declared_half_days: int
    declared_on: date
    declared_confirmed: bool
    visits: tuple[JointVisit, ...]
    provisional: bool


class Saving(NamedTuple):
    """One figure: item by item, and as one thing."""

    measure: str
    label: str
    before: int
    after: int
    unit: str
    note: str = ""


class OpenQuestion(NamedTuple):
    """A question whose answer could still change the plan."""

    code: str
    text: str
    touches: tuple[str, ...]


class RouteElsewhere(NamedTuple):
    """The bundle is not the way; what to do instead."""

    title: str
    because: str
    steps: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Plan:
    """The compiled bundle for one set of answers."""

    bundle: str
    name: str
    bundle_version: str
    calendar_version: str
    parameters_version: str
    start: date
    complete: bool
    answers: tuple[tuple[str, str], ...]
    open_questions: tuple[OpenQuestion, ...]
    route: RouteElsewhere | None
    parties: tuple[PlannedParty, ...]
    items: tuple[PlannedItem, ...]
    materials: tuple[PlannedMaterial, ...]
    form: tuple[FormSection, ...]
    schedule: Schedule | None
    savings: tuple[Saving, ...]
    warnings: tuple[Reason, ...]
    fees: tuple[PlannedFee, ...] = ()

    @property
    def saved(self) -> tuple[Saving, ...]:
        """What became less; nothing is claimed while questions are open."""
        return tuple(saving for saving in self.savings if saving.after < saving.before) if self.complete else ()

    @property
    def due_fen(self) -> int:
        """What is to be paid in all, in 分; what is open or let off does not count."""
        return sum(fee.amount_fen for fee in self.fees if fee.charge is Charge.DUE)

    def applying(self) -> tuple[PlannedItem, ...]:
        """The items that become cases."""
        return tuple(item for item in self.items if item.standing is Standing.APPLIES)
