"""The door of pledge."""

from onething.modules.pledge.domain.lapses import OPEN, NextStep, PromiseState, decide_end, decide_next
from onething.modules.pledge.domain.offers import Offer, PromiseKind, offers_for
from onething.modules.pledge.queries import PromiseInfo, barred_until, promises_by, promises_of, to_look_at
from onething.modules.pledge.services.keep import begin_promises, end_promises, look_again, order_promise
from onething.modules.pledge.services.make import PromisedIn, make_promises

__all__ = [
    "OPEN", "NextStep", "Offer", "PromiseInfo", "PromiseKind", "PromiseState", "PromisedIn",
    "barred_until", "begin_promises", "decide_end", "decide_next", "end_promises", "look_again", "make_promises",
    "offers_for", "order_promise", "promises_by", "promises_of", "to_look_at",
]  # fmt: skip
