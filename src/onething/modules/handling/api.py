"""The door of handling."""

from onething.modules.handling.connectors.configured import system_addresses
from onething.modules.handling.contract.checks import CHECKS as CONTRACT
from onething.modules.handling.correcting import applications_to_correct, correction_of
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
from onething.modules.handling.domain.departments import WayOfWork
from onething.modules.handling.domain.letters import protocol
from onething.modules.handling.domain.reports import LARGEST_REPORT
from onething.modules.handling.domain.reports import Outcome as ReportOutcome
from onething.modules.handling.domain.views import CaseInfo, CaseView, DeskLoad, LogLine, Tab, UpstreamResult
from onething.modules.handling.domain.writing import Defect, Rejection, decide_denial
from onething.modules.handling.errors import CaseNotFound, HandlingError, MoveRefused, TakenOver
from onething.modules.handling.events import (
    ApplicationFinished,
    CaseAccepted,
    CaseDecided,
    CaseOpened,
    CorrectionAsked,
)
from onething.modules.handling.for_systems import (
    cases_for_application,
    list_cases,
    progress_of,
    timeline_for_application,
)
from onething.modules.handling.models import Case
from onething.modules.handling.queries import (
    calendar_for,
    case_for,
    cases_of,
    count_list,
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
from onething.modules.handling.services.admit_system import file_for_system, is_from_system
from onething.modules.handling.services.correct import (
    attach_correction,
    remove_correction_file,
    save_correction,
    supply_correction,
)
from onething.modules.handling.services.decide import decided_electronically, deny, grant, start_review
from onething.modules.handling.services.deem import deem_accepted
from onething.modules.handling.services.end import Concluded, conclude, withdraw
from onething.modules.handling.services.lapse import lapse_corrections
from onething.modules.handling.services.rekey import finish_rekeying, save_ticks
from onething.modules.handling.services.take_report import take_report
from onething.modules.handling.transfers import TRANSFER

__all__ = [
    "CONTRACT",
    "LARGEST_REPORT",
    "TRANSFER",
    "ApplicationFinished",
    "Case",
    "CaseAccepted",
    "CaseDecided",
    "CaseInfo",
    "CaseNotFound",
    "CaseOpened",
    "CaseView",
    "Concluded",
    "CorrectionAsked",
    "Defect",
    "DeskLoad",
    "HandlingError",
    "LogLine",
    "MoveRefused",
    "Rejection",
    "ReportInfo",
    "ReportOutcome",
    "StuckLetter",
    "Tab",
    "TakenOver",
    "TransferInfo",
    "UpstreamResult",
    "WayOfWork",
    "accept_application",
    "applications_to_correct",
    "ask_correction",
    "attach_correction",
    "calendar_for",
    "case_for",
    "cases_for_application",
    "cases_of",
    "conclude",
    "correction_of",
    "count_late",
    "count_list",
    "days_left",
    "decide_denial",
    "decided_electronically",
    "deem_accepted",
    "deny",
    "desk_load",
    "file_for_system",
    "find_case",
    "finish_rekeying",
    "grant",
    "info_of",
    "is_from_system",
    "lapse_corrections",
    "list_cases",
    "list_transfers",
    "log_of",
    "minutes_waited",
    "next_case",
    "progress_of",
    "protocol",
    "refuse_acceptance",
    "remove_correction_file",
    "retry_letter",
    "save_correction",
    "save_ticks",
    "settle_report",
    "start_review",
    "stuck_letters",
    "suggest_result_number",
    "supply_correction",
    "system_addresses",
    "take_report",
    "timeline_for_application",
    "timeline_of",
    "transfer_of",
    "version_of",
    "way_of",
    "withdraw",
    "work_list",
]  # fmt: skip
