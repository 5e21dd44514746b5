"""A filed and accepted haulier whose registers said everything that the rule of the licence check names."""

from dataclasses import replace
from uuid import UUID

from builders.cases import CITIZEN, CLERK, MONDAY, file_plan
from builders.filled_form import filled_form
from onething.core.planning import Holding, Selection, compile_plan
from onething.modules.catalogue.api import published_bundle
from onething.modules.handling.api import accept_application
from onething.modules.intake.domain.filed import read_form, write_form
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor

ITEM = "licence-verification"
ANSWERS = {"cargo": "general", "mass": "medium", "vehicle_status": "owned", "vehicles": "one", "drivers": "one"}
STATED = {"org-type": "有限责任公司", "business-scope": "道路货物运输（不含危险货物）"}


def accepted_haulier(*, owner: Actor = CITIZEN) -> UUID:
    """A haulier whose registers said everything; accepted by the window."""
    source = published_bundle("freight", on=legal_day(MONDAY))
    held = {("applicant", "business-licence"): Holding(held=True, source="市场主体登记", as_of="2026-03-01")}
    plan = compile_plan(
        bundle=source.bundle, library=source.library, parameters=source.parameters, calendar=source.calendar,
        answers=ANSWERS, selection=Selection(), holdings=held, start=legal_day(MONDAY), bundle_version=source.version,
    )  # fmt: skip
    form = tuple(
        replace(entry, value=STATED.get(entry.element, entry.value), shown=STATED.get(entry.element, entry.shown))
        for entry in read_form(filled_form(plan, now=MONDAY))
    )
    application = file_plan(plan, owner=owner, form=write_form(form))
    accept_application(application=application, actor=CLERK, now=MONDAY)
    return application
