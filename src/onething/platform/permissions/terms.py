"""The words of the permission table: roles, actions, kinds of object and scopes."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """In what capacity somebody acts; a person with several posts acts in one at a time."""

    ANONYMOUS = "anonymous"
    CITIZEN = "citizen"
    WINDOW_CLERK = "window_clerk"
    APPROVER = "approver"
    BODY_HEAD = "body_head"  # 本行政机关负责人: approves what the law leaves to the head
    GOVERNMENT_HEAD = (
        "government_head"  # 本级人民政府负责人: lengthens what the law leaves to the government, moves duties
    )
    SUPERVISOR = "supervisor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    CATALOGUE_EDITOR = "catalogue_editor"
    CATALOGUE_PUBLISHER = "catalogue_publisher"
    AUDITOR = "auditor"
    CLIENT = "client"  # a system of one body that comes through the API
    SYSTEM = "system"  # the house's own jobs: dispatch, deemed acceptance

    @property
    def label(self) -> str:
        """What people read instead of the code."""
        return _LABELS[self]


_LABELS = {
    Role.ANONYMOUS: "没有登录的人",
    Role.CITIZEN: "群众",
    Role.WINDOW_CLERK: "综合窗口",
    Role.APPROVER: "部门审批",
    Role.BODY_HEAD: "部门负责人",
    Role.GOVERNMENT_HEAD: "本级政府负责人",
    Role.SUPERVISOR: "督查",
    Role.SYSTEM_ADMIN: "系统管理",
    Role.SECURITY_ADMIN: "安全管理",
    Role.CATALOGUE_EDITOR: "事项编辑",
    Role.CATALOGUE_PUBLISHER: "事项审核发布",
    Role.AUDITOR: "审计管理",
    Role.CLIENT: "接入系统",
    Role.SYSTEM: "系统",
}


class Action(StrEnum):
    """What can be done; every address names one."""

    GUIDE_READ = "guide.read"
    HANDBOOK_READ = "handbook.read"  # procedure, handbook and review points: for those who work by them
    DRAFT_EDIT = "draft.edit"
    APPLICATION_SUBMIT = "application.submit"
    APPLICATION_READ = "application.read"
    APPLICATION_WITHDRAW = "application.withdraw"
    PROMISE_READ = "promise.read"  # what somebody promised and kept, in the whole region (承诺与兑现记录)
    CASE_READ = "case.read"
    CASE_ACCEPT = "case.accept"
    CASE_CORRECT = "case.correct"
    CASE_REFUSE = "case.refuse"
    CASE_REVIEW = "case.review"
    CASE_DECIDE = "case.decide"
    CASE_GRANT_BY_RULE = "case.grant_by_rule"  # without an officer; nothing is denied that way
    CASE_REEXAMINE = "case.reexamine"  # answer who asks for a person after a decision by rule (人工复核)
    CASE_APPROVE = "case.approve"  # extension, termination, and undoing of decisions
    CASE_LENGTHEN = "case.lengthen"  # what the law lets only the head of the government lengthen (行政许可法 42)
    CASE_WITHDRAW = "case.withdraw"
    CASE_DISPATCH = "case.dispatch"
    JOINT_ARRANGE = "joint_session.arrange"
    JOINT_CONFIRM = "joint_session.confirm"  # and ask for another time: the applicant, or the window for him
    JOINT_CONCLUDE = "joint_session.conclude"
    HEARING_HOLD = "hearing.hold"  # tell of the right, record requests, summon, and write the record
    HEARING_RECEIVE = "hearing.receive"  # take down at a window who asks, or gives it up
    HEARING_ASK = "hearing.ask"  # or give it up, and challenge who presides: the applicant
    SUPERVISION_ANSWER = "supervision.answer"  # accept and answer a task about what another body granted
    SUPERVISION_SETTLE = "supervision.settle"  # say what was done about a report, as the body that granted
    DELIVERY_READ = "delivery.read"
    DELIVERY_HAND_OVER = "delivery.hand_over"
    FILE_READ = "file.read"
    PAPER_READ = "paper.read"
    PAPER_VERIFY = "paper.verify"
    PAPER_REPRINT = "paper.reprint"
    PAPER_REVOKE = "paper.revoke"
    PAYMENT_BEGIN = "payment.begin"  # go and pay online
    PAYMENT_RECORD = "payment.record"  # at the window: what is due, that it was paid, and given back
    CONSULTATION_ASK = "consultation.ask"
    CONSULTATION_READ = "consultation.read"
    CONSULTATION_ANSWER = "consultation.answer"
    PRE_REVIEW_ASK = "pre_review.ask"  # and take it back, and read what was said: whose draft it is
    PRE_REVIEW_ANSWER = "pre_review.answer"  # and look at the draft while it waits, and no longer
    RATING_GIVE = "rating.give"
    RATING_INVITE = "rating.invite"  # print the slip with the code to rate by
    LICENCE_READ = "licence.read"
    MESSAGE_READ = "message.read"
    LOG_READ = "log.read"
    PACK_IMPORT = "pack.import"
    PACK_READ = "pack.read"
    PACK_EDIT = "pack.edit"  # draft the local layer, and hand drafts in for review
    PACK_PUBLISH = "pack.publish"  # return, publish and retire
    ADMIN_ENTER = "admin.enter"
    ACCOUNT_READ = "account.read"
    CHECKLIST_READ = "checklist.read"
    CHECKLIST_IMPORT = "checklist.import"
    CHECKLIST_REVIEW = "checklist.review"  # confirm or return an item
    ACCOUNT_MANAGE = "account.manage"
    WEBHOOK_MANAGE = "webhook.manage"
    MANDATE_READ = "mandate.read"
    MANDATE_MANAGE = "mandate.manage"  # record and end what bodies let windows accept
    SUCCESSION_READ = "succession.read"
    SUCCESSION_ASK = "succession.ask"  # that the own body exercises what another did, and take it back
    SUCCESSION_SETTLE = "succession.settle"  # what body exercises a duty, its government decides
    POST_ASSIGN = "post.assign"
    SESSION_OPEN = "session.open"
    PROFILE_READ = "profile.read"
    AUTHORITY_GRANT = "authority.grant"  # and revoke: the principal's side
    CLIENT_MANAGE = "client.manage"
    AUTHORITY_HOLD = "authority.hold"  # choose and decline: the side of the one who was named


class ObjectKind(StrEnum):
    """What an action is done to."""

    GUIDE = "guide"
    HANDBOOK = "handbook"
    DRAFT = "draft"
    APPLICATION = "application"
    CASE = "case"
    DELIVERY = "delivery"
    FILE = "file"
    PAPER = "paper"
    PAYMENT_ORDER = "payment_order"
    CONSULTATION = "consultation"
    PRE_REVIEW = "pre_review"
    RATING = "rating"
    LICENCE = "licence"
    MESSAGE = "message"
    LOG = "log"
    PACK = "pack"
    CHECKLIST = "checklist"
    ACCOUNT = "account"
    WEBHOOK = "webhook"
    POST = "post"
    MANDATE = "mandate"
    SUCCESSION = "succession"
    SESSION = "session"
    PROFILE = "profile"
    AUTHORITY = "authority"
    CLIENT = "client"


class Scope(StrEnum):
    """Which rows of a kind a permission reaches."""

    NONE = "none"
    OWN = "own"
    FILED = "filed"  # what this very account filed for somebody, or subscribed to
    SITE = "site"
    BODY = "body"
    TOLD = "told"  # of the body's own, or shared with it
    REGION = "region"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeColumns:
    """Which columns of a table say whose a row is; a column left out means that scope never reaches the table.

    `bundle` is asked only of those whose authority is limited to bundles; without it they reach nothing. `told` holds the
    codes of bodies that a row is shared with, as `share_with` writes them.
    """

    owner: str = ""
    filer: str = ""
    bundle: str = ""
    body: str = ""
    told: str = ""
    site: str = ""
    region_path: str = ""
