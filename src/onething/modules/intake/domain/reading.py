"""A draft read together with the definitions of the day: plan, filled form, what is missing, what no longer applies."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from onething.core.definitions import ExemptBy
from onething.core.planning import Holdings, Plan, PlannedMaterial, Treatment
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.api import guide_from
from onething.modules.intake.domain.content import DraftContent, Reused, Upload
from onething.modules.intake.domain.drift import Drift, compare_plans
from onething.modules.intake.domain.form import FilledSection, fill_form
from onething.modules.intake.domain.registers import holdings_of
from onething.modules.intake.domain.review import Gap, find_gaps, find_leftovers
from onething.modules.pledge.api import Offer, offers_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One draft as of one day."""

    source: CompiledBundle
    plan: Plan
    content: DraftContent
    form: tuple[FilledSection, ...]
    gaps: tuple[Gap, ...]
    leftovers: tuple[str, ...]
    drift: Drift | None = None
    offers: tuple[Offer, ...] = ()

    @property
    def promised(self) -> tuple[Offer, ...]:
        """What the applicant promises instead of handing it in; a file that is there after all counts more."""
        return promised_in(self.content, self.offers)

    @property
    def to_hand_in(self) -> tuple[PlannedMaterial, ...]:
        """What the applicant has to see to: what must be uploaded, and what an earlier copy was taken for."""
        return tuple(one for one in self.plan.materials if one.treatment is Treatment.SUBMIT or self.reuses(one))

    def reuses(self, material: PlannedMaterial) -> Reused | None:
        """The earlier copy that stands for the material now."""
        reused = self.content.reused.get(material.key)
        return reused if material.exempt_by is ExemptBy.EARLIER_COPY else None

    def files_for(self, material: PlannedMaterial) -> tuple[Upload, ...]:
        """What stands for the material: the copies of an earlier filing where these make it exempt, else the uploads."""
        reused = self.reuses(material)
        return reused.files if reused else self.content.files.get(material.key, ())

    def section(self, party: str) -> FilledSection | None:
        """The part of the form about this party."""
        return next((section for section in self.form if section.party == party), None)


def read_draft(
    *,
    source: CompiledBundle,
    answers: Mapping[str, str],
    leave_out: Collection[str],
    content: DraftContent,
    today: date,
    begun_under: CompiledBundle | None = None,
    only: str = "",
) -> Reading:
    """Compile twice: what must be proven is known from the first plan, what registers proved makes the second.

    `begun_under` is what the draft's owner last saw, when something else applies today; of a continuation, `only` is
    its one item.
    """
    library = source.library
    wish = _Wish(answers, leave_out, today, only)
    plan = _plan_of(source, wish, content)
    form = fill_form(plan, library, content, today=today)
    offers = offers_for(plan, library)
    promised = [offer.key for offer in promised_in(content, offers)]
    drift = compare_plans(_plan_of(begun_under, wish, content), plan) if begun_under else None
    return Reading(
        source=source,
        plan=plan,
        content=content,
        form=form,
        gaps=(*(drift.gaps() if drift else ()), *find_gaps(plan, form, content, promised)),
        leftovers=find_leftovers(plan, content, library.elements),
        drift=drift if drift and drift.asks else None,
        offers=offers,
    )


def promised_in(content: DraftContent, offers: Collection[Offer]) -> tuple[Offer, ...]:
    """The offers that were taken and are still made; what an item is granted on is signed with the form."""
    return tuple(
        offer
        for offer in offers
        if offer.required or (content.promises.get(offer.key) == offer.kind.value and not content.files.get(offer.key))
    )


@dataclass(frozen=True, slots=True)
class _Wish:
    answers: Mapping[str, str]
    leave_out: Collection[str]
    today: date
    only: str


def _plan_of(source: CompiledBundle, wish: _Wish, content: DraftContent) -> Plan:
    def compiled(holdings: Holdings) -> Plan:
        return guide_from(
            source=source,
            answers=wish.answers,
            leave_out=wish.leave_out,
            holdings=holdings,
            start=wish.today,
            only=wish.only,
        ).plan

    return compiled(holdings_of(compiled({}), content, source.library))
