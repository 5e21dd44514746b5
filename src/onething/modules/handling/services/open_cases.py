"""Open one case for every item of a submitted application, in the applicant's own transaction."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from onething.core.identifiers import make_case_number
from onething.core.lifecycle import CaseAction, CaseState
from onething.core.planning import Plan
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.handling.definitions import compiled_bundle
from onething.modules.handling.docket import Docket
from onething.modules.handling.domain.numbers import item_code
from onething.modules.handling.domain.opening import Opening, decide_openings
from onething.modules.handling.domain.stored import basis_data, limits_data
from onething.modules.handling.domain.trust import promised_for
from onething.modules.handling.held import why_gone
from onething.modules.handling.models import Case
from onething.modules.handling.storing import body_columns
from onething.modules.intake.api import ApplicationSubmitted, CannotOpen
from onething.modules.organisation.api import BodyInfo, bodies, body_in_charge
from onething.platform.clock import legal_day
from onething.platform.numbering.api import next_serials

INSTEAD = ("重新申请这一项", "到窗口或者拨打 12345 咨询")


def open_cases(event: ApplicationSubmitted) -> None:
    """File every case; those that wait for nothing are received at once. 4 statements for a single child."""
    day = legal_day(event.at)
    source = compiled_bundle(event.plan.bundle, version=event.plan.bundle_version)
    openings = decide_openings(
        event.plan,
        dict(source.library.items),
        renews_until=event.renews.until if event.renews else None,
        told_on_delivery=source.parameters.told_on_delivery is not None,
    )
    charged, lead = _in_charge(event, source, openings)
    codes = [_code(opening, body) for opening, body in zip(openings, charged, strict=True)]
    numbers = [
        make_case_number(item_code=code, day=day, serial=serial)
        for code, serial in zip(codes, _serials(codes, event), strict=True)
    ]
    rows = [
        _row(event, source, opening, body=body, lead=lead, place=place, number=number)
        for place, (opening, body, number) in enumerate(zip(openings, charged, numbers, strict=True))
    ]
    _check_held(rows[0])
    docket = Docket(rows=rows, calendar=source.calendar, actor=event.actor, now=event.at)
    for row in rows:
        docket.move(row, CaseAction.FILE, payload={"number": row.number, "plan": row.bundle_version})
    docket.dispatch()
    docket.create()


def _in_charge(
    event: ApplicationSubmitted, source: CompiledBundle, openings: Sequence[Opening]
) -> tuple[list[BodyInfo], str]:
    """The body of each case, and the lead: a pack may still name a body whose duty another exercises by now (职责划转)."""
    codes = [body_in_charge(one.planned.body, item=one.planned.item, now=event.at) for one in openings]
    known = bodies(set(codes))
    return [known[code] for code in codes], body_in_charge(source.bundle.lead, now=event.at)


def _check_held(row: Case) -> None:
    """A continuation of what was revoked since its draft was opened leads nowhere (行政许可法 50)."""
    if reason := why_gone(row):
        raise CannotOpen(f"不能申请延续：{reason}。", INSTEAD)


def _code(opening: Opening, body: BodyInfo) -> str:
    return item_code(uscc=body.uscc, item=opening.item.code, item_type=opening.item.type.value)


def _serials(codes: Sequence[str], event: ApplicationSubmitted) -> list[int]:
    """One serial a case: one statement, and one more for every further child of a multiple birth."""
    taken: defaultdict[str, list[int]] = defaultdict(list)
    for several in range(max(Counter(codes).values(), default=0)):
        keys = sorted(code for code, times in Counter(codes).items() if times > several)
        for code, serial in next_serials(keys=keys, day=legal_day(event.at)).items():
            taken[code].append(serial)
    return [taken[code].pop(0) for code in codes]


def _row(
    event: ApplicationSubmitted, source: CompiledBundle, opening: Opening, *, body: BodyInfo, lead: str, place: int,
    number: str,
) -> Case:  # fmt: skip
    return Case(
        number=number,
        place=place,
        **body_columns(body),
        lead_code=lead,
        promised=promised_for(event.plan, event.promised, opening.planned.key) if event.promised else None,
        state=CaseState.WAITING.value,
        ledger=[],
        log_length=0,
        correction=[],
        **_from_application(event, source),
        **_from_item(opening),
        **_from_schedule(event.plan, opening),
    )


def _from_application(event: ApplicationSubmitted, source: CompiledBundle) -> dict[str, Any]:
    """What all cases of an application have in common."""
    return {
        "application_id": event.row,
        "application_ref": event.application,
        "application_number": event.number,
        "bundle": event.plan.bundle,
        "bundle_version": event.plan.bundle_version,
        "bundle_name": event.plan.name,
        "site_code": event.site_code,
        "region_path": event.region_path,
        "owner": event.owner,
        "applicant": event.applicant,
        "applicant_masked": event.applicant_masked,
        "channel": event.channel,
        "delivery_mode": event.delivery_mode,
        "filed_at": event.at,
        "renews": event.renews.case if event.renews else None,
        "renews_until": event.renews.until if event.renews else None,
        "calendar_version": source.calendar.version,
    }


def _from_item(opening: Opening) -> dict[str, Any]:
    """What is decided, for whom, and what comes of it."""
    planned, item = opening.planned, opening.item
    return {
        "key": planned.key,
        "item": planned.item,
        "item_name": planned.name,
        "item_type": item.type.value,
        "bases": [basis_data(basis) for basis in planned.bases],
        "review_points": list(item.review_points),
        "subject": planned.subject,
        "subject_label": opening.subject_label,
        "result_name": planned.result,
        "result_kind": planned.result_kind.value,
        "provides": item.result.provides,
    }


def _from_schedule(plan: Plan, opening: Opening) -> dict[str, Any]:
    """What it waits for, the days that were promised, and the limits that count."""
    slot = opening.slot
    return {
        "limits": limits_data(opening.limits),
        "planned_opens_on": slot.opens_on,
        "planned_on": slot.promised_on,
        "declared_on": plan.schedule.declared_on if plan.schedule else slot.promised_on,
        "statutory_label": slot.statutory_label,
        "waits_for": list(opening.waits_for),
        "soft_waits": list(opening.soft_waits),
    }
