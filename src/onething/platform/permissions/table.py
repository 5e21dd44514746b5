"""The one table of permissions: (role, action, kind of object) -> scope; what is not in it is forbidden."""

from collections.abc import Mapping
from types import MappingProxyType

from onething.platform.permissions.terms import Action, ObjectKind, Role, Scope

Rule = tuple[Role, Action, ObjectKind]
Rules = dict[tuple[Action, ObjectKind], Scope]

OPEN_TO_EVERYBODY = (
    (Action.GUIDE_READ, ObjectKind.GUIDE),
    (Action.PAPER_VERIFY, ObjectKind.PAPER),
    (Action.RATING_GIVE, ObjectKind.RATING),
    (Action.SESSION_OPEN, ObjectKind.SESSION),
)
_citizen: Rules = {
    (Action.DRAFT_EDIT, ObjectKind.DRAFT): Scope.OWN,
    (Action.APPLICATION_SUBMIT, ObjectKind.APPLICATION): Scope.OWN,
    (Action.APPLICATION_READ, ObjectKind.APPLICATION): Scope.OWN,
    (Action.APPLICATION_WITHDRAW, ObjectKind.APPLICATION): Scope.OWN,
    (Action.PROMISE_READ, ObjectKind.APPLICATION): Scope.OWN,
    (Action.CASE_READ, ObjectKind.CASE): Scope.OWN,
    (Action.CASE_WITHDRAW, ObjectKind.CASE): Scope.OWN,
    (Action.JOINT_CONFIRM, ObjectKind.CASE): Scope.OWN,
    (Action.HEARING_ASK, ObjectKind.CASE): Scope.OWN,
    (Action.DELIVERY_READ, ObjectKind.DELIVERY): Scope.OWN,
    (Action.FILE_READ, ObjectKind.FILE): Scope.OWN,
    (Action.PAPER_READ, ObjectKind.PAPER): Scope.OWN,
    (Action.PAYMENT_BEGIN, ObjectKind.PAYMENT_ORDER): Scope.OWN,
    (Action.CONSULTATION_ASK, ObjectKind.CONSULTATION): Scope.OWN,
    (Action.CONSULTATION_READ, ObjectKind.CONSULTATION): Scope.OWN,
    (Action.PRE_REVIEW_ASK, ObjectKind.PRE_REVIEW): Scope.OWN,
    (Action.MESSAGE_READ, ObjectKind.MESSAGE): Scope.OWN,
    (Action.LICENCE_READ, ObjectKind.LICENCE): Scope.OWN,
    (Action.PROFILE_READ, ObjectKind.PROFILE): Scope.OWN,
    (Action.AUTHORITY_GRANT, ObjectKind.AUTHORITY): Scope.OWN,
    (Action.AUTHORITY_HOLD, ObjectKind.AUTHORITY): Scope.OWN,
}
_window_clerk: Rules = {
    (Action.HANDBOOK_READ, ObjectKind.HANDBOOK): Scope.ALL,
    (Action.DRAFT_EDIT, ObjectKind.DRAFT): Scope.SITE,
    (Action.APPLICATION_SUBMIT, ObjectKind.APPLICATION): Scope.SITE,
    (Action.APPLICATION_READ, ObjectKind.APPLICATION): Scope.SITE,
    (Action.CASE_READ, ObjectKind.CASE): Scope.SITE,
    (Action.CASE_ACCEPT, ObjectKind.CASE): Scope.SITE,
    (Action.CASE_CORRECT, ObjectKind.CASE): Scope.SITE,
    (Action.CASE_REFUSE, ObjectKind.CASE): Scope.SITE,
    (Action.CASE_WITHDRAW, ObjectKind.CASE): Scope.SITE,  # for the person who is there
    (Action.JOINT_ARRANGE, ObjectKind.CASE): Scope.SITE,
    (Action.JOINT_CONFIRM, ObjectKind.CASE): Scope.SITE,
    (Action.HEARING_RECEIVE, ObjectKind.CASE): Scope.SITE,
    (Action.DELIVERY_READ, ObjectKind.DELIVERY): Scope.SITE,
    (Action.DELIVERY_HAND_OVER, ObjectKind.DELIVERY): Scope.SITE,
    (Action.FILE_READ, ObjectKind.FILE): Scope.SITE,
    (Action.PAPER_READ, ObjectKind.PAPER): Scope.SITE,
    (Action.PAPER_REPRINT, ObjectKind.PAPER): Scope.SITE,
    (Action.PAYMENT_RECORD, ObjectKind.PAYMENT_ORDER): Scope.SITE,
    (Action.CONSULTATION_READ, ObjectKind.CONSULTATION): Scope.SITE,
    (Action.CONSULTATION_ANSWER, ObjectKind.CONSULTATION): Scope.SITE,
    (Action.PRE_REVIEW_ANSWER, ObjectKind.PRE_REVIEW): Scope.SITE,
    (Action.RATING_INVITE, ObjectKind.RATING): Scope.SITE,
}
_approver: Rules = {
    (Action.HANDBOOK_READ, ObjectKind.HANDBOOK): Scope.ALL,
    (Action.CASE_READ, ObjectKind.CASE): Scope.BODY,
    (Action.CASE_ACCEPT, ObjectKind.CASE): Scope.BODY,
    (Action.CASE_CORRECT, ObjectKind.CASE): Scope.BODY,
    (Action.CASE_REFUSE, ObjectKind.CASE): Scope.BODY,
    (Action.CASE_REVIEW, ObjectKind.CASE): Scope.BODY,
    (Action.CASE_DECIDE, ObjectKind.CASE): Scope.BODY,
    (Action.CASE_REEXAMINE, ObjectKind.CASE): Scope.BODY,
    (Action.PROMISE_READ, ObjectKind.APPLICATION): Scope.REGION,
    (Action.JOINT_CONCLUDE, ObjectKind.CASE): Scope.BODY,
    (Action.HEARING_HOLD, ObjectKind.CASE): Scope.BODY,
    (Action.SUPERVISION_ANSWER, ObjectKind.CASE): Scope.BODY,
    (Action.SUPERVISION_SETTLE, ObjectKind.CASE): Scope.BODY,
    (Action.FILE_READ, ObjectKind.FILE): Scope.BODY,
    (Action.PAPER_READ, ObjectKind.PAPER): Scope.TOLD,
    (Action.PAPER_REPRINT, ObjectKind.PAPER): Scope.BODY,
    (Action.PAPER_REVOKE, ObjectKind.PAPER): Scope.BODY,
    (Action.LICENCE_READ, ObjectKind.LICENCE): Scope.BODY,
}
# Never reviews or decides a case: who approves is somebody else than who asks.
_body_head: Rules = {
    (Action.HANDBOOK_READ, ObjectKind.HANDBOOK): Scope.ALL,
    (Action.CASE_READ, ObjectKind.CASE): Scope.BODY,
    (Action.CASE_APPROVE, ObjectKind.CASE): Scope.BODY,
    (Action.SUCCESSION_READ, ObjectKind.SUCCESSION): Scope.BODY,
    (Action.SUCCESSION_ASK, ObjectKind.SUCCESSION): Scope.BODY,
    (Action.PROMISE_READ, ObjectKind.APPLICATION): Scope.REGION,
    (Action.FILE_READ, ObjectKind.FILE): Scope.BODY,
    (Action.PAPER_READ, ObjectKind.PAPER): Scope.TOLD,
    (Action.PAPER_REPRINT, ObjectKind.PAPER): Scope.BODY,
    (Action.PAPER_REVOKE, ObjectKind.PAPER): Scope.BODY,
}
# Reads what is asked of the government and answers it; the case itself, its form and its files stay with the bodies.
_government_head: Rules = {
    (Action.HANDBOOK_READ, ObjectKind.HANDBOOK): Scope.ALL,
    (Action.CASE_READ, ObjectKind.CASE): Scope.REGION,
    (Action.CASE_LENGTHEN, ObjectKind.CASE): Scope.REGION,
    (Action.SUCCESSION_READ, ObjectKind.SUCCESSION): Scope.REGION,
    (Action.SUCCESSION_SETTLE, ObjectKind.SUCCESSION): Scope.REGION,
}
_supervisor: Rules = {
    (Action.HANDBOOK_READ, ObjectKind.HANDBOOK): Scope.ALL,
    (Action.APPLICATION_READ, ObjectKind.APPLICATION): Scope.REGION,
    (Action.PROMISE_READ, ObjectKind.APPLICATION): Scope.REGION,
    (Action.CASE_READ, ObjectKind.CASE): Scope.REGION,
    (Action.DELIVERY_READ, ObjectKind.DELIVERY): Scope.REGION,
}
# 三员分立 (GB/T 22239-2019 8.1.4 [K]): who runs the system, who hands out posts and who reads the log are three people.
_system_admin: Rules = {
    (Action.ADMIN_ENTER, ObjectKind.SESSION): Scope.ALL,
    (Action.ACCOUNT_READ, ObjectKind.ACCOUNT): Scope.ALL,
    (Action.HANDBOOK_READ, ObjectKind.HANDBOOK): Scope.ALL,
    (Action.PACK_IMPORT, ObjectKind.PACK): Scope.ALL,
    (Action.PACK_READ, ObjectKind.PACK): Scope.ALL,
    (Action.PACK_EDIT, ObjectKind.PACK): Scope.ALL,
    (Action.PACK_PUBLISH, ObjectKind.PACK): Scope.ALL,
    (Action.ACCOUNT_MANAGE, ObjectKind.ACCOUNT): Scope.ALL,
    (Action.CLIENT_MANAGE, ObjectKind.CLIENT): Scope.ALL,
    (Action.MANDATE_READ, ObjectKind.MANDATE): Scope.ALL,
    (Action.WEBHOOK_MANAGE, ObjectKind.WEBHOOK): Scope.ALL,
}
_security_admin: Rules = {
    (Action.ADMIN_ENTER, ObjectKind.SESSION): Scope.ALL,
    (Action.ACCOUNT_READ, ObjectKind.ACCOUNT): Scope.ALL,
    (Action.POST_ASSIGN, ObjectKind.POST): Scope.ALL,
    (Action.MANDATE_READ, ObjectKind.MANDATE): Scope.ALL,
    (Action.MANDATE_MANAGE, ObjectKind.MANDATE): Scope.ALL,
}
_catalogue_editor: Rules = {
    (Action.HANDBOOK_READ, ObjectKind.HANDBOOK): Scope.ALL,
    (Action.ADMIN_ENTER, ObjectKind.SESSION): Scope.ALL,
    (Action.PACK_READ, ObjectKind.PACK): Scope.ALL,
    (Action.PACK_EDIT, ObjectKind.PACK): Scope.ALL,
    (Action.CHECKLIST_READ, ObjectKind.CHECKLIST): Scope.REGION,
    (Action.CHECKLIST_REVIEW, ObjectKind.CHECKLIST): Scope.REGION,
}
_catalogue_publisher: Rules = {
    (Action.HANDBOOK_READ, ObjectKind.HANDBOOK): Scope.ALL,
    (Action.ADMIN_ENTER, ObjectKind.SESSION): Scope.ALL,
    (Action.PACK_READ, ObjectKind.PACK): Scope.ALL,
    (Action.PACK_PUBLISH, ObjectKind.PACK): Scope.ALL,
}
_auditor: Rules = {(Action.LOG_READ, ObjectKind.LOG): Scope.ALL}
_system: Rules = {
    (Action.CASE_READ, ObjectKind.CASE): Scope.ALL,
    (Action.CASE_ACCEPT, ObjectKind.CASE): Scope.ALL,
    (Action.CASE_DISPATCH, ObjectKind.CASE): Scope.ALL,
    (Action.CASE_GRANT_BY_RULE, ObjectKind.CASE): Scope.ALL,
    (Action.PACK_IMPORT, ObjectKind.PACK): Scope.ALL,
    (Action.WEBHOOK_MANAGE, ObjectKind.WEBHOOK): Scope.ALL,
    (Action.PACK_READ, ObjectKind.PACK): Scope.ALL,
    (Action.PACK_EDIT, ObjectKind.PACK): Scope.ALL,
    (Action.PACK_PUBLISH, ObjectKind.PACK): Scope.ALL,
    (Action.CLIENT_MANAGE, ObjectKind.CLIENT): Scope.ALL,
    (Action.CHECKLIST_READ, ObjectKind.CHECKLIST): Scope.ALL,
    (Action.CHECKLIST_IMPORT, ObjectKind.CHECKLIST): Scope.ALL,
}
# What it filed itself, whoever else handles it; and what its own body handles, whoever filed it.
_client: Rules = {
    (Action.DRAFT_EDIT, ObjectKind.DRAFT): Scope.FILED,
    (Action.APPLICATION_SUBMIT, ObjectKind.APPLICATION): Scope.FILED,
    (Action.APPLICATION_READ, ObjectKind.APPLICATION): Scope.FILED,
    (Action.CASE_READ, ObjectKind.CASE): Scope.BODY,
    (Action.CASE_DECIDE, ObjectKind.CASE): Scope.BODY,  # by its signed reports alone: the API has no such operation
    (Action.PAPER_READ, ObjectKind.PAPER): Scope.BODY,
    (Action.WEBHOOK_MANAGE, ObjectKind.WEBHOOK): Scope.FILED,
}
_by_role = {
    Role.CITIZEN: _citizen,
    Role.WINDOW_CLERK: _window_clerk,
    Role.APPROVER: _approver,
    Role.BODY_HEAD: _body_head,
    Role.GOVERNMENT_HEAD: _government_head,
    Role.SUPERVISOR: _supervisor,
    Role.SYSTEM_ADMIN: _system_admin,
    Role.SECURITY_ADMIN: _security_admin,
    Role.CATALOGUE_EDITOR: _catalogue_editor,
    Role.CATALOGUE_PUBLISHER: _catalogue_publisher,
    Role.AUDITOR: _auditor,
    Role.CLIENT: _client,
    Role.SYSTEM: _system,
}
TABLE: Mapping[Rule, Scope] = MappingProxyType(
    {(role, action, kind): Scope.ALL for role in Role for action, kind in OPEN_TO_EVERYBODY}
    | {(role, action, kind): scope for role, rules in _by_role.items() for (action, kind), scope in rules.items()}
)
