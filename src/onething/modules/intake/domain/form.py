"""The one form filled: every field with its value, where it comes from, and whether the person may write it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from onething.core.definitions import Element, ElementSource, Library
from onething.core.identifiers import IdentifierRefused, read_citizen_id
from onething.core.planning import Plan, PlannedField
from onething.modules.intake.domain.content import DraftContent, Outcome
from onething.modules.intake.domain.fields import check_field, show_value
from onething.modules.intake.domain.parties import KNOWN_BY, kind_of, proven_of
from onething.modules.intake.domain.registers import shared_value

DELIVERY_MODE = "delivery-mode"
DELIVERY_ADDRESS = "delivery-address"
DELIVERY = (DELIVERY_MODE, DELIVERY_ADDRESS)
POST = "post"
BY_ANSWER = "按情形问题里的回答"


class Origin(StrEnum):
    """Where a value comes from."""

    EMPTY = "empty"
    FILLED = "filled"  # the applicant
    PROVEN = "proven"  # real-name login, or the document shown at the window
    SHARED = "shared"  # a register, with source and time
    DISPUTED = "disputed"  # the applicant says that the register is wrong (信息有误)
    ANSWER = "answer"  # follows from an answer
    DERIVED = "derived"  # computed from another field


LOCKED = frozenset({Origin.PROVEN, Origin.ANSWER, Origin.DERIVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledField:
    """One field with its value; `registered` is what the register says when the applicant disputes it."""

    planned: PlannedField
    element: Element
    value: str
    origin: Origin
    source: str = ""
    as_of: datetime | None = None
    registered: str = ""
    problem: str = ""

    @property
    def key(self) -> str:
        """The field's key in the plan."""
        return self.planned.key

    @property
    def shown(self) -> str:
        """The value as people read it."""
        return show_value(self.element, self.value)

    @property
    def registered_shown(self) -> str:
        """What the register says, as people read it."""
        return show_value(self.element, self.registered)

    @property
    def locked(self) -> bool:
        """True when the person cannot write it here."""
        return self.origin in LOCKED

    @property
    def missing(self) -> bool:
        """True when it must be filled and is not."""
        return self.planned.required and not self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledSection:
    """The fields of one party."""

    party: str
    label: str
    fields: tuple[FilledField, ...]


def fill_form(plan: Plan, library: Library, content: DraftContent, *, today: date) -> tuple[FilledSection, ...]:
    """Every field of the plan with what the draft knows of it."""
    filler = _Filler(plan, library, content, today)
    return tuple(
        FilledSection(party=section.party, label=section.label, fields=tuple(map(filler.fill, section.fields)))
        for section in plan.form
    )


@dataclass(frozen=True, slots=True)
class _Filler:
    plan: Plan
    library: Library
    content: DraftContent
    today: date

    def fill(self, planned: PlannedField) -> FilledField:
        """The field with the first value that is known of it."""
        element = self.library.elements[planned.element]
        if planned.preset:
            return self._made(planned, planned.preset, Origin.ANSWER, source=BY_ANSWER)
        if element.source is ElementSource.DERIVE:
            return self._derived(planned, element)
        return self._proven(planned) or self._asked(planned, element)

    def _asked(self, planned: PlannedField, element: Element) -> FilledField:
        """What the register says, unless the person wrote something else; or what the person wrote."""
        kept = self.content.values.get(planned.key, "")
        typed = check_field(element, kept, today=self.today).value  # a definition may have become stricter since
        shared, told = shared_value(self.plan, self.content, self.library, element, planned.party)
        shared = check_field(element, shared, today=self.today).value
        if told and shared:
            disputed = bool(typed) and typed != shared
            return self._made(
                planned,
                typed if disputed else shared,
                Origin.DISPUTED if disputed else Origin.SHARED,
                source=told.source,
                as_of=told.instant,
                registered=shared if disputed else "",
            )
        named = planned.element == KNOWN_BY[kind_of(self.plan, planned.party)].name
        note = told.note if told and told.outcome is Outcome.MISMATCH and named else ""
        return self._made(planned, typed, Origin.FILLED if typed else Origin.EMPTY, problem=note)

    def _proven(self, planned: PlannedField) -> FilledField | None:
        proven = proven_of(self.plan, self.content, planned.party)
        if proven is None:
            return None
        known, as_of = KNOWN_BY[kind_of(self.plan, planned.party)], datetime.fromisoformat(proven.as_of)
        value = {known.name: proven.name, known.number: proven.number}.get(planned.element, "")
        return self._made(planned, value, Origin.PROVEN, source=proven.source, as_of=as_of) if value else None

    def _derived(self, planned: PlannedField, element: Element) -> FilledField:
        origin = self.library.elements[element.derive_from]
        base = next(
            field
            for section in self.plan.form
            for field in section.fields
            if (field.party, field.element) == (planned.party, origin.code)
        )
        try:
            value = read_citizen_id(self.fill(base).value, today=self.today).born.isoformat()
        except IdentifierRefused:
            value = ""
        return self._made(planned, value, Origin.DERIVED, source=f"按{origin.label}推算")

    def _made(
        self,
        planned: PlannedField,
        value: str,
        origin: Origin,
        *,
        source: str = "",
        as_of: datetime | None = None,
        registered: str = "",
        problem: str = "",
    ) -> FilledField:
        return FilledField(
            planned=planned,
            element=self.library.elements[planned.element],
            value=value,
            origin=origin,
            source=source,
            as_of=as_of,
            registered=registered,
            problem=problem,
        )
