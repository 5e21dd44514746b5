"""The promise for a whole application as it stands now, for papers and pages; nothing is asked of the database."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from onething.modules.handling.definitions import calendar_of_case, compiled_bundle
from onething.modules.handling.domain.cases import CaseFile
from onething.modules.handling.domain.views import CaseInfo
from onething.modules.handling.domain.whole import WholeClock, read_whole_clock
from onething.modules.handling.models import Case
from onething.platform.clock import legal_day


def promised_now(cases: Iterable[CaseInfo]) -> Mapping[UUID, WholeClock]:
    """By application; each needs all its cases here."""
    of_application: dict[UUID, list[CaseInfo]] = {}
    for case in cases:
        of_application.setdefault(case.application, []).append(case)
    return {key: whole_clock((case.file for case in own), of=own[0]) for key, own in of_application.items()}


def whole_clock(files: Iterable[CaseFile], *, of: Case | CaseInfo) -> WholeClock:
    """The same from what decisions see; `of` is one of them."""
    return read_whole_clock(
        tuple(files),
        filed_on=legal_day(of.filed_at),
        span=compiled_bundle(of.bundle, version=of.bundle_version).promise.span,
        calendar=calendar_of_case(of.bundle, of.bundle_version, counted_by=of.calendar_version),
    )
