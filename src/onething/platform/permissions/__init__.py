"""Who may do what to which rows: one frozen table, read both for one object and for a whole list."""

from onething.platform.permissions.actors import ANONYMOUS, HOUSE, RULE, Actor, actor_of
from onething.platform.permissions.rules import allowed, may_at_all, scope_of, share_with, visible
from onething.platform.permissions.table import TABLE
from onething.platform.permissions.terms import Action, ObjectKind, Role, Scope, ScopeColumns
from onething.platform.permissions.views import action_of, public, requires

__all__ = [
    "ANONYMOUS", "HOUSE", "RULE", "TABLE", "Action", "Actor", "ObjectKind", "Role", "Scope", "ScopeColumns",
    "action_of", "actor_of", "allowed", "may_at_all", "public", "requires", "scope_of", "share_with", "visible",
]  # fmt: skip
