"""The door of papers: build the contents of a kind, issue it, read it, verify it."""

from onething.modules.papers.domain.contents import Complaint, Contents, Letterhead, PaperSubject, Remedies
from onething.modules.papers.domain.kinds.acceptance import Acceptance, AcceptedItem
from onething.modules.papers.domain.kinds.conclusion import ConcludedItem, Conclusion
from onething.modules.papers.domain.kinds.correction import CorrectionNotice, CorrectionPoint
from onething.modules.papers.domain.kinds.decision import ByRule, Decision, RuleDatum
from onething.modules.papers.domain.kinds.deferral import DeferralNotice, OwedMaterial
from onething.modules.papers.domain.kinds.denial import Denial
from onething.modules.papers.domain.kinds.denial_revocation import DenialRevocation
from onething.modules.papers.domain.kinds.extension import ExtensionNotice
from onething.modules.papers.domain.kinds.hearing import (
    HeardPerson,
    HearingAnnouncement,
    HearingCalledOff,
    HearingRecord,
    HearingRightNotice,
    HearingSummons,
)
from onething.modules.papers.domain.kinds.not_required import NotRequired
from onething.modules.papers.domain.kinds.pick_up import PickUpSlip, ReadyResult
from onething.modules.papers.domain.kinds.pledge import PledgeBook, PledgedMatter
from onething.modules.papers.domain.kinds.promise import PromisedMaterial, PromiseSheet
from onething.modules.papers.domain.kinds.promise_order import PromiseOrder
from onething.modules.papers.domain.kinds.rating_slip import RatingSlip
from onething.modules.papers.domain.kinds.receipt import Exempted, Receipt, ReceivedMaterial
from onething.modules.papers.domain.kinds.redated import DueCorrection, RedatedLimit
from onething.modules.papers.domain.kinds.refusal import Refusal
from onething.modules.papers.domain.kinds.reopening import Reopening
from onething.modules.papers.domain.kinds.resumption import Resumption
from onething.modules.papers.domain.kinds.served import ProofOfService, ServedResult
from onething.modules.papers.domain.kinds.session_record import (
    AcceptanceRecord,
    Finding,
    RectificationOrder,
    ReviewRecord,
    SessionRecord,
)
from onething.modules.papers.domain.kinds.special import SpecialProcedure
from onething.modules.papers.domain.kinds.statement import StatementNotice
from onething.modules.papers.domain.kinds.succession import MovedItem, SuccessionNotice
from onething.modules.papers.domain.kinds.suspension import Suspension
from onething.modules.papers.domain.kinds.termination import Termination
from onething.modules.papers.domain.kinds.unacceptance import AcceptanceRevoked
from onething.modules.papers.domain.kinds.undoing import Cancellation, Recall, Revocation, Undoing
from onething.modules.papers.domain.kinds.withdrawal import Withdrawal
from onething.modules.papers.domain.registry import kinds
from onething.modules.papers.errors import (
    PaperIncomplete,
    PaperNotFound,
    PapersError,
    PaperSettled,
    PaperUnreadable,
    TooManyChecks,
)
from onething.modules.papers.events import PaperMade, PaperRevoked
from onething.modules.papers.queries import (
    PaperInfo,
    has_paper,
    papers_of,
    papers_of_all,
    papers_of_case,
    papers_of_whole,
    printed_days,
    these_papers,
)
from onething.modules.papers.remedies import ToldRemedies, remedies_told
from onething.modules.papers.services.hand_on import hand_on
from onething.modules.papers.services.issue import NewPaper, issue, issue_all
from onething.modules.papers.services.letterheads import letterhead_of
from onething.modules.papers.services.open import PaperPdf, open_pdf, reprint
from onething.modules.papers.services.pace import count_tries
from onething.modules.papers.services.render import make_pdf
from onething.modules.papers.services.revoke import revoke, void, void_item, void_told
from onething.modules.papers.services.specimen import Specimen, make_specimen
from onething.modules.papers.services.tokens import short_mac, split_token
from onething.modules.papers.services.verify import Standing, VerifiedPaper, verify

__all__ = [
    "Acceptance",
    "AcceptanceRecord",
    "AcceptanceRevoked",
    "AcceptedItem",
    "ByRule",
    "Cancellation",
    "Complaint",
    "ConcludedItem",
    "Conclusion",
    "Contents",
    "CorrectionNotice",
    "CorrectionPoint",
    "Decision",
    "DeferralNotice",
    "Denial",
    "DenialRevocation",
    "DueCorrection",
    "Exempted",
    "ExtensionNotice",
    "Finding",
    "HeardPerson",
    "HearingAnnouncement",
    "HearingCalledOff",
    "HearingRecord",
    "HearingRightNotice",
    "HearingSummons",
    "Letterhead",
    "MovedItem",
    "NewPaper",
    "NotRequired",
    "OwedMaterial",
    "PaperIncomplete",
    "PaperInfo",
    "PaperMade",
    "PaperNotFound",
    "PaperPdf",
    "PaperRevoked",
    "PaperSettled",
    "PaperSubject",
    "PaperUnreadable",
    "PapersError",
    "PickUpSlip",
    "PledgeBook",
    "PledgedMatter",
    "PromiseOrder",
    "PromiseSheet",
    "PromisedMaterial",
    "ProofOfService",
    "RatingSlip",
    "ReadyResult",
    "Recall",
    "Receipt",
    "ReceivedMaterial",
    "RectificationOrder",
    "RedatedLimit",
    "Refusal",
    "Remedies",
    "Reopening",
    "Resumption",
    "ReviewRecord",
    "Revocation",
    "RuleDatum",
    "ServedResult",
    "SessionRecord",
    "SpecialProcedure",
    "Specimen",
    "Standing",
    "StatementNotice",
    "SuccessionNotice",
    "Suspension",
    "Termination",
    "ToldRemedies",
    "TooManyChecks",
    "Undoing",
    "VerifiedPaper",
    "Withdrawal",
    "count_tries",
    "hand_on",
    "has_paper",
    "issue",
    "issue_all",
    "kinds",
    "letterhead_of",
    "make_pdf",
    "make_specimen",
    "open_pdf",
    "papers_of",
    "papers_of_all",
    "papers_of_case",
    "papers_of_whole",
    "printed_days",
    "remedies_told",
    "reprint",
    "revoke",
    "short_mac",
    "split_token",
    "these_papers",
    "verify",
    "void",
    "void_item",
    "void_told",
]  # fmt: skip
