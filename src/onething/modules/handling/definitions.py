"""What a case was filed under: the bundle of that version with its calendar, kept in the process.

A published version never changes, so what was compiled once under its name stays true.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.conf import settings

from onething.core.calendar import SHANGHAI, Calendar, ServiceHours
from onething.core.definitions import Basis, CorrectionTerm, Library, LimitKind
from onething.modules.catalogue.api import (
    BundleUnknown,
    CompiledBundle,
    bundle_of_version,
    calendar_of_version,
    published_bundle,
)
from onething.modules.handling.domain.redress import BODY_FACTS
from onething.modules.handling.models import NEVER, Case
from onething.modules.organisation.api import body_at

SERVICE_DAY_BEGINS, SERVICE_DAY_ENDS = time(9), time(17, 30)
EVERY_BODY = "*"
_kept: dict[tuple[str, str], CompiledBundle] = {}
_calendars: dict[str, Calendar] = {}


def compiled_bundle(code: str, *, version: str) -> CompiledBundle:
    """The bundle of this version, whatever applies today; no query once the version was met."""
    known = _kept.get((code, version))
    if known is None:
        known = _kept[code, version] = bundle_of_version(code, version=version)
    return known


def bundle_in_force(row: Case, *, on: date) -> CompiledBundle:
    """The bundle as it applies on that day, for what is begun anew; as the case was filed where its item is gone."""
    try:
        current = published_bundle(row.bundle, on=on)
    except BundleUnknown:
        return compiled_bundle(row.bundle, version=row.bundle_version)
    known = row.item in current.library.items
    return current if known else compiled_bundle(row.bundle, version=row.bundle_version)


def calendar_of(row: Case) -> Calendar:
    """The working-day calendar by which the case is counted now: that of its filing, until a newer one was applied."""
    return calendar_of_case(row.bundle, row.bundle_version, counted_by=row.calendar_version)


def calendar_of_case(bundle: str, bundle_version: str, *, counted_by: str) -> Calendar:
    """The same for whoever has no row."""
    filed_under = compiled_bundle(bundle, version=bundle_version).calendar
    if counted_by in {"", filed_under.version}:
        return filed_under
    if counted_by not in _calendars:
        _calendars[counted_by] = calendar_of_version(counted_by)
    return _calendars[counted_by]


def library_of(row: Case) -> Library:
    """The items, materials and bodies under which the case was filed."""
    return compiled_bundle(row.bundle, version=row.bundle_version).library


def law_on_the_spot(row: Case) -> Basis | None:
    """The law by which an application that is incomplete is refused on the spot, not only corrected; None for most items."""
    rule = library_of(row).items[row.item].acceptance
    on_the_spot = rule is not None and rule.kind is LimitKind.ON_THE_SPOT and rule.basis.confirmed
    return rule.basis if rule and on_the_spot else None


def correction_term_of(row: Case) -> CorrectionTerm | None:
    """How long the region gives for a correction; None when it says nothing, and then nothing lapses."""
    return compiled_bundle(row.bundle, version=row.bundle_version).parameters.correction_term


def told_rule_of(row: Case) -> str:
    """The local rule by which a correction notice tells only when it has reached the applicant; empty where its issue counts."""
    rule = compiled_bundle(row.bundle, version=row.bundle_version).parameters.told_on_delivery
    return rule.citation if rule else ""


def body_facts(row: Case, *, now: datetime) -> Mapping[str, Any]:
    """How to reach the body and where to turn against it, as it is now; as on the day of filing where the body is gone."""
    found = body_at(row.body_code, now=now)
    return {name: getattr(found, name) for name in BODY_FACTS} if found else row.body


def reviews_apart(body_code: str) -> bool:
    """Whether in this body one reviews and another decides (ONETHING_REVIEW_APART)."""
    return bool({body_code, EVERY_BODY} & set(settings.REVIEW_APART))


def closing_moment(day: date | None) -> datetime:
    """When service ends on that day (setting SERVICE_DAY_ENDS, Shanghai time); NEVER without a day."""
    if day is None:
        return NEVER
    return datetime.combine(day, service_hours().closes, tzinfo=SHANGHAI)


def service_hours() -> ServiceHours:
    """When officers are at work (settings SERVICE_DAY_BEGINS and SERVICE_DAY_ENDS, Shanghai time)."""
    begins = getattr(settings, "SERVICE_DAY_BEGINS", SERVICE_DAY_BEGINS)
    return ServiceHours(opens=begins, closes=getattr(settings, "SERVICE_DAY_ENDS", SERVICE_DAY_ENDS))
