"""The worker grants what its rule carries, as an officer would; whatever is false, unknown or in the way is left to one."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onething.core.calendar import due
from onething.core.definitions import Automatic, compile_automatic, fact_kinds
from onething.core.lifecycle import UNDECIDED
from onething.modules.handling.automating import automatic_rule_of
from onething.modules.handling.decided_by_rule import told_data
from onething.modules.handling.definitions import calendar_of, compiled_bundle, reviews_apart
from onething.modules.handling.docket import load_docket_of
from onething.modules.handling.domain.approvals import ApprovalState
from onething.modules.handling.domain.automatic import (
    Circumstances,
    Verdict,
    decide_automatic,
)
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.left_by_rule import LEFT, left_payload, was_left
from onething.modules.handling.models import Approval, AutomaticDecision, Case
from onething.modules.handling.queries import info_of, suggest_result_number
from onething.modules.handling.services.decide import grant
from onething.modules.handling.verified import labels_of, unproven_materials, verified_facts
from onething.modules.intake.api import form_for_items, materials_for_items
from onething.modules.papers.api import ByRule, RuleDatum
from onething.platform.clock import legal_day
from onething.platform.outbox.api import GiveUp, Work
from onething.platform.permissions import HOUSE, RULE, Action

PURPOSE = "按规则自动审批"
OPINION = "{says}，符合法定条件。"


def decide_by_rule(work: Work) -> None:
    """Once; what speaks against it is for the officer, not for another try."""
    if work.subject is None:
        raise GiveUp("没有写明是哪一件")
    try:
        grant_by_rule(work.subject, now=work.now)
    except CaseNotFound as gone:
        raise GiveUp("没有这个办件") from gone


def grant_by_rule(case: UUID, *, now: datetime) -> Verdict | None:
    """The verdict; None for an item without a rule. What refuses an officer's grant refuses this one."""
    try:
        with transaction.atomic():
            verdict = _try(case, now)
    except MoveRefused as refused:
        verdict = Verdict(granted=False, reasons=(), facts=(), obstacles=tuple(refused.reasons.values()))
    if verdict and not verdict.granted:
        _leave(case, verdict, now)
    return verdict


def _try(case: UUID, now: datetime) -> Verdict | None:
    _, row = load_docket_of(case=case, action=Action.CASE_GRANT_BY_RULE, version=None, actor=RULE, now=now)
    rule = automatic_rule_of(row)
    if rule is None:
        return None
    verdict = _judge(row, rule, now)
    if verdict.granted:
        _grant(row, rule, verdict, now)
    return verdict


@transaction.atomic
def _leave(case: UUID, verdict: Verdict, now: datetime) -> None:
    """Once in the log of a case that waits for a person: what was false or unknown, by the number of the clause."""
    docket, row = load_docket_of(case=case, action=Action.CASE_READ, version=None, actor=HOUSE, now=now)
    if STATES[row.state] in UNDECIDED and not was_left(case):
        docket.note(row, LEFT, payload=left_payload(verdict))
        docket.save()


def _judge(row: Case, rule: Automatic, now: datetime) -> Verdict:
    library = compiled_bundle(row.bundle, version=row.bundle_version).library
    item = library.items[row.item]
    compiled = compile_automatic(item, library.elements, rule.when).rule
    form = form_for_items(row.application_ref, items=(row.key,), actor=RULE, purpose=PURPOSE, now=now)
    facts = verified_facts(form, fact_kinds(item, library.elements), key=row.key, subject=row.subject)
    return decide_automatic(compiled, facts, labels_of(item, form), _circumstances(row, rule))


def _circumstances(row: Case, rule: Automatic) -> Circumstances:
    return Circumstances(
        state=STATES[row.state],
        taken=row.officer is not None,
        promised=bool(row.promised),
        continues=row.renews is not None,
        asked=Approval.objects.filter(case=row, state=ApprovalState.OPEN).exists(),
        apart=reviews_apart(row.body_code),
        four_eyes=rule.four_eyes,
        unproven=unproven_materials(materials_for_items(row.application_ref, items=(row.key,))),
    )


def _grant(row: Case, rule: Automatic, verdict: Verdict, now: datetime) -> None:
    ask_by = _ask_by(row, rule, now)
    kept = told_data(rule, verdict)
    grant(
        case=row.public_id,
        version=row.row_version,
        opinion=OPINION.format(says=rule.says.rstrip("。")),
        result_number=suggest_result_number(info_of(row)),
        actor=RULE,
        now=now,
        by_rule=ByRule(
            reasons=tuple(f"{reason.clause}：{reason.truth}" for reason in verdict.reasons),
            data=tuple(
                RuleDatum(label=one.label, shown=one.shown, source=one.source, as_of=legal_day(one.as_of))
                for one in verdict.facts
            ),
            basis=rule.basis,
            ask_by=ask_by,
        ),
    )
    AutomaticDecision.objects.create(case=row, body_code=row.body_code, made_at=now, ask_by=ask_by, **kept)


def _ask_by(row: Case, rule: Automatic, now: datetime) -> date:
    return due(calendar_of(row), start=legal_day(now), span=rule.ask_within).on
