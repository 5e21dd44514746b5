"""Who hears which event, who serves which outbox topic, and what the worker does regularly: stated once, here."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from onething.modules.catalogue.api import connect_drafts
from onething.modules.catalogue.services.settle import settle_bodies
from onething.modules.clients.api import ClientRevoked
from onething.modules.clients.services.admit import forget_uses
from onething.modules.clients.services.answer_once import forget_answers
from onething.modules.consultation.handlers import when_draft_gone
from onething.modules.delivery import handlers as delivery
from onething.modules.delivery.services.hand_over import PROOF
from onething.modules.delivery.services.prove import prove_hand_over
from onething.modules.delivery.services.write_slip import write_slip
from onething.modules.exchange.handlers import when_client_revoked
from onething.modules.exchange.services.deliver_webhook import RETRY_WAITS, deliver
from onething.modules.exchange.services.journal import forget_deliveries
from onething.modules.exchange.services.tell import DELIVER
from onething.modules.exchange.services.upload import UPLOAD
from onething.modules.handling.api import (
    BY_RULE,
    CONCLUSION,
    GRANTED,
    READY,
    TRANSFER,
    BodySucceeded,
    CaseDecided,
    CaseEnded,
    CaseReopened,
    GrantUndone,
    StopEnded,
)
from onething.modules.handling.handlers import when_paper_made, when_submitted
from onething.modules.handling.services.after_check import plan_after_checks
from onething.modules.handling.services.attest import conclude
from onething.modules.handling.services.decide_by_rule import decide_by_rule
from onething.modules.handling.services.deem import deem_accepted
from onething.modules.handling.services.end_continuation import LICENCE_GONE, end_continuations
from onething.modules.handling.services.hand_over import RETRY_WAITS as TRANSFER_WAITS
from onething.modules.handling.services.hand_over import hand_over
from onething.modules.handling.services.keep_promises import hold_to_promises, remind_of_promises
from onething.modules.handling.services.lapse import lapse_corrections
from onething.modules.handling.services.recount import recount_some
from onething.modules.handling.services.rekey import alarm_rekeying
from onething.modules.handling.services.renew import deem_renewed
from onething.modules.handling.services.succeed import move_succeeded
from onething.modules.handling.services.tell_new_days import (
    NEW_DAYS,
    NEW_DAYS_OF,
    spread_new_days,
    tell_new_days,
)
from onething.modules.handling.tasks import upload_act
from onething.modules.hearings import handlers as hearings
from onething.modules.identity.services.forget import forget_sessions
from onething.modules.intake.api import ApplicationSubmitted, DraftGone, count_open_drafts, wipe_expired_drafts
from onething.modules.joint_sessions import handlers as joint_sessions
from onething.modules.joint_sessions.services.hold import HELD, begin_day
from onething.modules.notify.api import SEND
from onething.modules.notify.services.forget import forget_messages
from onething.modules.notify.services.receipts import collect_receipts
from onething.modules.notify.services.send import RETRY_WAITS as SMS_WAITS
from onething.modules.notify.services.send import send_sms
from onething.modules.papers.api import PaperMade, PaperRevoked
from onething.modules.papers.services.issue import RENDER
from onething.modules.papers.services.pace import forget_attempts
from onething.modules.papers.tasks import render_paper
from onething.modules.payments import handlers as payments
from onething.modules.payments.services.ask import ask_about_payments
from onething.modules.payments.services.let_fall import let_fees_fall
from onething.modules.payments.services.make_order import ORDER, make_order
from onething.modules.supervision.handlers import when_undone
from onething.modules.supervision.services.hand_on import hand_on
from onething.platform import events
from onething.platform.events import Event
from onething.platform.files.api import sweep_orphans
from onething.platform.logs.sealer import seal_logs
from onething.platform.outbox.api import Work, consume
from onething.platform.outbox.worker import Duty

Reaction = tuple[type[Event], Callable[[Any], None]]
Consumption = tuple[str, Callable[[Work], None]]

# In the transaction, in this order: (event type, handler).
REACTIONS: tuple[Reaction, ...] = (
    (ApplicationSubmitted, when_submitted),
    (ApplicationSubmitted, payments.when_submitted),
    (CaseDecided, joint_sessions.when_decided),
    (CaseDecided, hearings.when_decided),
    (StopEnded, hearings.when_stop_ended),
    (CaseEnded, hearings.when_ended),
    (CaseEnded, joint_sessions.when_ended),
    (BodySucceeded, hearings.when_succeeded),
    (BodySucceeded, joint_sessions.when_succeeded),
    (CaseReopened, delivery.when_reopened),
    (CaseReopened, payments.when_reopened),
    (DraftGone, when_draft_gone),
    (GrantUndone, delivery.when_undone),
    (GrantUndone, when_undone),
    (ClientRevoked, when_client_revoked),
    (PaperMade, when_paper_made),
    (PaperMade, delivery.when_paper_made),
    (PaperRevoked, delivery.when_paper_revoked),
)

# After commit: (topic, handler).
CONSUMERS: tuple[Consumption, ...] = (
    (RENDER, render_paper),
    (DELIVER, deliver),
    (UPLOAD, upload_act),
    (TRANSFER, hand_over),
    (CONCLUSION, conclude),
    (PROOF, prove_hand_over),
    (READY, write_slip),
    (GRANTED, hand_on),
    (LICENCE_GONE, end_continuations),
    (BY_RULE, decide_by_rule),
    (NEW_DAYS, spread_new_days),
    (NEW_DAYS_OF, tell_new_days),
    (SEND, send_sms),
    (ORDER, make_order),
    (HELD, begin_day),
)

# Pauses between the attempts at work that others lay down a schedule for.
WAITS = {DELIVER: RETRY_WAITS, UPLOAD: RETRY_WAITS, TRANSFER: TRANSFER_WAITS, SEND: SMS_WAITS}

# Regularly, by every worker.
DUTIES = (
    Duty(name="deem unanswered applications accepted", every=timedelta(minutes=5), run=deem_accepted),
    Duty(name="continue licences that nobody decided about in time", every=timedelta(minutes=30), run=deem_renewed),
    Duty(name="count open cases by a new calendar", every=timedelta(minutes=10), run=recount_some),
    Duty(name="move the cases of bodies that others succeed", every=timedelta(minutes=1), run=move_succeeded),
    Duty(name="end what was not corrected in time", every=timedelta(minutes=30), run=lapse_corrections),
    Duty(name="tell of cases not keyed in within half an hour", every=timedelta(minutes=1), run=alarm_rekeying),
    Duty(name="hold applicants to what they promised", every=timedelta(minutes=30), run=hold_to_promises),
    Duty(name="remind people of what they promised", every=timedelta(minutes=30), run=remind_of_promises),
    Duty(name="plan the after-checks of what was granted on trust", every=timedelta(hours=1), run=plan_after_checks),
    Duty(name="ask what became of SMS", every=timedelta(minutes=1), run=collect_receipts),
    Duty(name="ask what became of payments", every=timedelta(minutes=1), run=ask_about_payments),
    Duty(name="let fees of cases fall that were never accepted", every=timedelta(minutes=10), run=let_fees_fall),
    Duty(name="bring bodies of packs into force", every=timedelta(minutes=10), run=settle_bodies),
    Duty(name="seal logs", every=timedelta(seconds=10), run=seal_logs),
    Duty(name="sweep orphaned files", every=timedelta(hours=6), run=sweep_orphans),
    Duty(name="wipe expired drafts", every=timedelta(hours=1), run=wipe_expired_drafts),
    Duty(name="forget how often codes were tried", every=timedelta(hours=1), run=forget_attempts),
    Duty(name="forget messages read long ago", every=timedelta(hours=1), run=forget_messages),
    Duty(name="forget sessions that are over", every=timedelta(hours=1), run=forget_sessions),
    Duty(name="forget how often systems asked", every=timedelta(hours=1), run=forget_uses),
    Duty(name="forget how webhooks went", every=timedelta(hours=1), run=forget_deliveries),
    Duty(name="forget answers kept for systems", every=timedelta(hours=1), run=forget_answers),
)


def compose(*, reactions: tuple[Reaction, ...] = REACTIONS, consumers: tuple[Consumption, ...] = CONSUMERS) -> None:
    """Register everything, in the order written above."""
    for event_type, react_to in reactions:
        events.react(event_type, react_to)
    for topic, do_work in consumers:
        consume(topic, do_work, waits=WAITS.get(topic, ()))
    connect_drafts(count_open_drafts)
