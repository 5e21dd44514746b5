"""Cases and the lines of their log as this door shows them."""

from onething.channels.api.answers import CaseBriefOut, CaseOut, LineOut
from onething.modules.handling.api import CaseInfo, LogLine


def brief_of(case: CaseInfo) -> CaseBriefOut:
    """The case as part of an application."""
    return CaseBriefOut(
        number=case.number,
        item=case.item,
        title=case.title,
        body_code=case.body_code,
        body_name=case.body_name,
        state=case.state.value,
        state_label=case.state_label,
        due_on=case.due_on,
        closed_at=case.closed_at,
    )


def case_of(case: CaseInfo) -> CaseOut:
    """The case as its body sees it, the applicant masked."""
    return CaseOut(
        **brief_of(case).model_dump(),
        id=case.public_id,
        application_number=case.application_number,
        bundle=case.bundle,
        applicant_masked=case.applicant_masked,
        channel=case.channel,
        filed_at=case.filed_at,
        opened_on=case.opened_on,
        accepted_on=case.accepted_on,
        planned_on=case.planned_on,
        awaits_correction=case.awaits_correction,
        waits_for=list(case.waits_for),
        result_name=case.result_name,
    )


def line_of(line: LogLine) -> LineOut:
    """One line, by role; nobody's name."""
    return LineOut(at=line.at, what=line.what, who=line.who, ground=line.ground)
