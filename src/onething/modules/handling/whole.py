"""The promise for a whole application as it stands now, for papers and pages; nothing is asked of the database."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from onething.core.calendar import Calendar
from onething.modules.handling.definitions import calendar_of_case, compiled_bundle
from onething.modules.handling.domain.cases import CaseFile
from onething.modules.handling.domain.views import CaseInfo
from onething.modules.handling.domain.whole import WholeClock, read_whole_clock
from onething.modules.handling.models import COUNTED, Case
from onething.platform.clock import legal_day

AnyCase = TypeVar("AnyCase", Case, CaseInfo)


def promised_now(cases: Iterable[CaseInfo]) -> Mapping[UUID, WholeClock]:
    """By application; each needs all its cases here."""
    of_application: dict[UUID, list[CaseInfo]] = {}
    for case in cases:
        of_application.setdefault(case.application, []).append(case)
    return {key: whole_clock((case.file for case in own), of=still_counted(own)) for key, own in of_application.items()}


def still_counted(cases: Sequence[AnyCase]) -> AnyCase:
    """One that a new calendar reaches: what has ended keeps that of its end."""
    return next((case for case in cases if case.state in COUNTED), cases[0])


def whole_clock(files: Iterable[CaseFile], *, of: Case | CaseInfo, calendar: Calendar | None = None) -> WholeClock:
    """The same from what decisions see; `of` is one of them, by whose calendar it is counted unless another is given."""
    counted_by = calendar or calendar_of_case(of.bundle, of.bundle_version, counted_by=of.calendar_version)
    return read_whole_clock(
        tuple(files),
        filed_on=legal_day(of.filed_at),
        span=compiled_bundle(of.bundle, version=of.bundle_version).promise.span,
        calendar=counted_by,
    )
