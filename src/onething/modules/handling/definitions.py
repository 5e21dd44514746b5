"""What a case was filed under: the bundle of that version with its calendar, kept in the process.

A published version never changes, so what was compiled once under its name stays true.
"""

from datetime import date, datetime, time

from django.conf import settings

from onething.core.calendar import SHANGHAI, Calendar
from onething.core.definitions import CorrectionTerm
from onething.modules.catalogue.api import CompiledBundle, published_bundle
from onething.modules.handling.models import NEVER, Case
from onething.platform.clock import legal_day

SERVICE_DAY_ENDS = time(17, 30)
_kept: dict[tuple[str, str], CompiledBundle] = {}


def compiled_bundle(code: str, *, version: str, on: date) -> CompiledBundle:
    """The bundle of this version, or of that day when the version is met for the first time; then no query."""
    known = _kept.get((code, version))
    if known is None:
        known = _kept[code, version] = published_bundle(code, on=on)
    return known


def calendar_of(row: Case) -> Calendar:
    """The working-day calendar of the case's filing."""
    return compiled_bundle(row.bundle, version=row.bundle_version, on=legal_day(row.filed_at)).calendar


def correction_term_of(row: Case) -> CorrectionTerm | None:
    """How long the region gives for a correction; None when it says nothing, and then nothing lapses."""
    return compiled_bundle(
        row.bundle, version=row.bundle_version, on=legal_day(row.filed_at)
    ).parameters.correction_term


def closing_moment(day: date | None) -> datetime:
    """When service ends on that day (setting SERVICE_DAY_ENDS, Shanghai time); NEVER without a day."""
    if day is None:
        return NEVER
    return datetime.combine(day, getattr(settings, "SERVICE_DAY_ENDS", SERVICE_DAY_ENDS), tzinfo=SHANGHAI)
