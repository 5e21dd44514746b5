"""The door of handling."""

from onething.modules.handling.approving import (
    ApprovalInfo,
    AskedApproval,
    StandIn,
    approval_for,
    approvals_of,
    may_answer,
    may_answer_at_all,
    more_points_asked,
    open_approvals,
    open_writing,
    stand_ins,
    statements_for,
    statements_of,
)
from onething.modules.handling.automating import BY_RULE
from onething.modules.handling.connectors.configured import system_addresses
from onething.modules.handling.contract.checks import CHECKS as CONTRACT
from onething.modules.handling.correcting import (
    applications_to_correct,
    correction_for,
    correction_of,
    points_asked,
)
from onething.modules.handling.decided_by_rule import (
    AutomaticInfo,
    asked_for_person,
    automatic_of,
)
from onething.modules.handling.definitions import library_of
from onething.modules.handling.departments import (
    ReportInfo,
    StuckLetter,
    TransferInfo,
    count_late,
    list_transfers,
    minutes_waited,
    retry_letter,
    settle_report,
    stuck_letters,
    transfer_of,
    way_of,
)
from onething.modules.handling.domain.approvals import (
    ASKED_FOR,
    ASKED_WORDS,
    LENGTHEN_JOINT,
    UNDOING,
    ApprovalState,
    Wish,
)
from onething.modules.handling.domain.concerns import ConcernKind
from onething.modules.handling.domain.departments import WayOfWork
from onething.modules.handling.domain.letters import protocol
from onething.modules.handling.domain.redating import MovedDay, merge_moves
from onething.modules.handling.domain.reports import LARGEST_REPORT
from onething.modules.handling.domain.reports import Outcome as ReportOutcome
from onething.modules.handling.domain.standing import Standstill, Stop, told_until
from onething.modules.handling.domain.stored import CAUSES, ledger_data, read_ledger
from onething.modules.handling.domain.views import CaseInfo, CaseView, DeskLoad, LogLine, Tab, UpstreamResult
from onething.modules.handling.domain.whole import WholeClock
from onething.modules.handling.domain.writing import Defect, Rejection, decide_denial
from onething.modules.handling.errors import CaseNotFound, HandlingError, MoveRefused, TakenOver
from onething.modules.handling.events import (
    BodySucceeded,
    CaseAccepted,
    CaseDecided,
    CaseEnded,
    CaseOpened,
    CaseReopened,
    CorrectionAsked,
    GrantUndone,
    StopEnded,
)
from onething.modules.handling.for_systems import (
    cases_for_application,
    list_cases,
    progress_of,
    timeline_for_application,
)
from onething.modules.handling.joint import JointDue, joint_due_of
from onething.modules.handling.left_by_rule import LEFT, LeftToPerson, left_to_person
from onething.modules.handling.mandates import outside_mandate
from onething.modules.handling.models import Case
from onething.modules.handling.notices import is_licensing, issue_in_name_of
from onething.modules.handling.overseeing import ConcernInfo, ConcernPage, list_concerns, log_for_supervisor
from onething.modules.handling.periods import suggested_validity
from onething.modules.handling.precedence import staff_names
from onething.modules.handling.queries import (
    calendar_for,
    case_for,
    cases_of,
    cases_of_all,
    count_lists,
    count_under_way,
    days_left,
    desk_load,
    find_case,
    info_of,
    log_of,
    next_case,
    suggest_result_number,
    timeline_of,
    version_of,
    work_list,
)
from onething.modules.handling.services.accept import accept_application, ask_correction, refuse_acceptance
from onething.modules.handling.services.accompany import hold_cases, note_cases
from onething.modules.handling.services.admit_system import file_for_system, is_from_system
from onething.modules.handling.services.after_check import plan_after_checks, plan_application, record_finding
from onething.modules.handling.services.answer_approval import approve, decline, take_back
from onething.modules.handling.services.ask_approval import ask_approval
from onething.modules.handling.services.ask_for_more import ask_for_more
from onething.modules.handling.services.ask_person import answer_request, ask_person
from onething.modules.handling.services.attest import issue_for_whole, prove_service
from onething.modules.handling.services.correct import (
    attach_correction,
    remove_correction_file,
    save_correction,
    supply_correction,
)
from onething.modules.handling.services.decide import (
    GRANTED,
    READY,
    decided_electronically,
    deny,
    examiners_of,
    grant,
    is_served_online,
    start_review,
)
from onething.modules.handling.services.deem import deem_accepted
from onething.modules.handling.services.end import DENIAL, Addressee, Concluded, addressee_of, conclude, withdraw
from onething.modules.handling.services.hear import begin_hearing, end_hearing
from onething.modules.handling.services.keep_promises import hold_to_promises, supply_promised, take_back_promise
from onething.modules.handling.services.lapse import lapse_corrections
from onething.modules.handling.services.lengthen_joint import ask_joint_extension
from onething.modules.handling.services.meet import begin_session, end_session
from onething.modules.handling.services.reassign import reassign
from onething.modules.handling.services.recount import BATCH as RECOUNT_BATCH
from onething.modules.handling.services.recount import recount_by
from onething.modules.handling.services.rekey import finish_rekeying, save_ticks
from onething.modules.handling.services.renew import RenewalOffer, deem_renewed, renew, renewal_for, renewals_of
from onething.modules.handling.services.serve_notice import hand_over_notice
from onething.modules.handling.services.settle import CONCLUSION
from onething.modules.handling.services.speak import OnPaper, state_views, take_views
from onething.modules.handling.services.stand_in import end_stand_in, name_stand_in
from onething.modules.handling.services.stop_clock import end_stop, stop_clock, tell_more_time
from onething.modules.handling.services.take_report import take_report
from onething.modules.handling.telling import OF_PAPER, Occasion, tell_applicant
from onething.modules.handling.transfers import TRANSFER
from onething.modules.handling.whole import promised_now
from onething.modules.handling.withdrawing import WithdrawalShown, withdrawal_of

__all__ = [
    "ASKED_FOR",
    "ASKED_WORDS",
    "BY_RULE",
    "CAUSES",
    "CONCLUSION",
    "CONTRACT",
    "DENIAL",
    "GRANTED",
    "LARGEST_REPORT",
    "LEFT",
    "LENGTHEN_JOINT",
    "OF_PAPER",
    "READY",
    "RECOUNT_BATCH",
    "TRANSFER",
    "UNDOING",
    "Addressee",
    "ApprovalInfo",
    "ApprovalState",
    "AskedApproval",
    "AutomaticInfo",
    "BodySucceeded",
    "Case",
    "CaseAccepted",
    "CaseDecided",
    "CaseEnded",
    "CaseInfo",
    "CaseNotFound",
    "CaseOpened",
    "CaseReopened",
    "CaseView",
    "ConcernInfo",
    "ConcernKind",
    "ConcernPage",
    "Concluded",
    "CorrectionAsked",
    "Defect",
    "DeskLoad",
    "GrantUndone",
    "HandlingError",
    "JointDue",
    "LeftToPerson",
    "LogLine",
    "MoveRefused",
    "MovedDay",
    "Occasion",
    "OnPaper",
    "Rejection",
    "RenewalOffer",
    "ReportInfo",
    "ReportOutcome",
    "StandIn",
    "Standstill",
    "Stop",
    "StopEnded",
    "StuckLetter",
    "Tab",
    "TakenOver",
    "TransferInfo",
    "UpstreamResult",
    "WayOfWork",
    "WholeClock",
    "Wish",
    "WithdrawalShown",
    "accept_application",
    "addressee_of",
    "answer_request",
    "applications_to_correct",
    "approval_for",
    "approvals_of",
    "approve",
    "ask_approval",
    "ask_correction",
    "ask_for_more",
    "ask_joint_extension",
    "ask_person",
    "asked_for_person",
    "attach_correction",
    "automatic_of",
    "begin_hearing",
    "begin_session",
    "calendar_for",
    "case_for",
    "cases_for_application",
    "cases_of",
    "cases_of_all",
    "conclude",
    "correction_for",
    "correction_of",
    "count_late",
    "count_lists",
    "count_under_way",
    "days_left",
    "decide_denial",
    "decided_electronically",
    "decline",
    "deem_accepted",
    "deem_renewed",
    "deny",
    "desk_load",
    "end_hearing",
    "end_session",
    "end_stand_in",
    "end_stop",
    "examiners_of",
    "file_for_system",
    "find_case",
    "finish_rekeying",
    "grant",
    "hand_over_notice",
    "hold_cases",
    "hold_to_promises",
    "info_of",
    "is_from_system",
    "is_licensing",
    "is_served_online",
    "issue_for_whole",
    "issue_in_name_of",
    "joint_due_of",
    "lapse_corrections",
    "ledger_data",
    "left_to_person",
    "library_of",
    "list_cases",
    "list_concerns",
    "list_transfers",
    "log_for_supervisor",
    "log_of",
    "may_answer",
    "may_answer_at_all",
    "merge_moves",
    "minutes_waited",
    "more_points_asked",
    "name_stand_in",
    "next_case",
    "note_cases",
    "open_approvals",
    "open_writing",
    "outside_mandate",
    "plan_after_checks",
    "plan_application",
    "points_asked",
    "progress_of",
    "promised_now",
    "protocol",
    "prove_service",
    "read_ledger",
    "reassign",
    "record_finding",
    "recount_by",
    "refuse_acceptance",
    "remove_correction_file",
    "renew",
    "renewal_for",
    "renewals_of",
    "retry_letter",
    "save_correction",
    "save_ticks",
    "settle_report",
    "staff_names",
    "stand_ins",
    "start_review",
    "state_views",
    "statements_for",
    "statements_of",
    "stop_clock",
    "stuck_letters",
    "suggest_result_number",
    "suggested_validity",
    "supply_correction",
    "supply_promised",
    "system_addresses",
    "take_back",
    "take_back_promise",
    "take_report",
    "take_views",
    "tell_applicant",
    "tell_more_time",
    "timeline_for_application",
    "timeline_of",
    "told_until",
    "transfer_of",
    "version_of",
    "way_of",
    "withdraw",
    "withdrawal_of",
    "work_list",
]  # fmt: skip
