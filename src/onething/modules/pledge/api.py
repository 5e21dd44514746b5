"""The door of pledge."""

from onething.modules.pledge.check_queries import (
    CheckInfo,
    Evidence,
    check_for,
    check_info,
    checks_of,
    list_checks,
    open_evidence,
)
from onething.modules.pledge.domain.checks import STATES as CHECK_STATES
from onething.modules.pledge.domain.checks import (
    CheckAction,
    CheckPlan,
    CheckState,
    Finding,
    decide_finding,
    first_until,
    is_drawn,
    longest,
    plan_check,
    possible,
)
from onething.modules.pledge.domain.lapses import OPEN, NextStep, PromiseState, decide_end, decide_next
from onething.modules.pledge.domain.offers import ITEM_KEY, Offer, PromiseKind, is_item_pledge, offers_for
from onething.modules.pledge.errors import CheckNotFound, CheckRefused, PledgeError
from onething.modules.pledge.queries import (
    PromiseInfo,
    PublishedPage,
    PublishedPromise,
    barred_until,
    promises_by,
    promises_of,
    published,
    to_look_at,
    to_plan,
    to_remind,
)
from onething.modules.pledge.services.check import (
    GrantedCase,
    case_of_check,
    hand_checks_on,
    keep_finding,
    lock_check,
    mark_planned,
    move_check,
    open_check_of,
    write_check,
)
from onething.modules.pledge.services.keep import (
    begin_promises,
    end_promises,
    look_again,
    mark_reminded,
    order_promise,
    renew_promises,
)
from onething.modules.pledge.services.make import PromisedIn, make_promises

__all__ = [
    "CHECK_STATES", "ITEM_KEY", "OPEN", "CheckAction", "CheckInfo", "CheckNotFound", "CheckPlan", "CheckRefused",
    "CheckState", "Evidence", "Finding", "GrantedCase", "NextStep", "Offer", "PledgeError", "PromiseInfo",
    "PromiseKind", "PromiseState", "PromisedIn", "PublishedPage", "PublishedPromise",
    "barred_until", "begin_promises", "case_of_check", "check_for", "check_info", "checks_of", "decide_end",
    "decide_finding", "decide_next", "end_promises", "first_until", "hand_checks_on", "is_drawn", "is_item_pledge", "keep_finding",
    "list_checks", "lock_check", "longest", "look_again", "make_promises", "mark_planned", "mark_reminded", "move_check", "offers_for",
    "open_check_of", "open_evidence", "order_promise", "plan_check", "possible", "promises_by", "promises_of", "published", "renew_promises", "to_look_at",
    "to_plan", "to_remind", "write_check",
]  # fmt: skip
