"""Two readings of the one table: may this actor do it to this row, and to which rows of a list may they do it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from onething.platform.permissions.actors import Actor
from onething.platform.permissions.table import TABLE
from onething.platform.permissions.terms import Action, ObjectKind, Role, Scope, ScopeColumns

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class _Condition:
    """What one column of a row must hold; `lookup` is Django's: exact, startswith or in."""

    column: str
    lookup: str
    value: Any

    @property
    def known(self) -> bool:
        """Whether the table has such a column, and the actor something to compare it with."""
        return bool(self.column and self.value)

    @property
    def terms(self) -> Q:
        """The same as a condition of a query."""
        return Q(**{f"{self.column}__{self.lookup}": self.value})

    def holds(self, obj: Model) -> bool:
        held = getattr(obj, self.column)
        if self.lookup == "startswith":
            return isinstance(held, str) and held.startswith(self.value)
        if self.lookup == "contains":
            return self.value in held
        return bool(held in self.value if self.lookup == "in" else held == self.value)


@dataclass(frozen=True, slots=True)
class _Either:
    """One of two."""

    one: _Condition
    other: _Condition

    @property
    def known(self) -> bool:
        return self.one.known and self.other.known

    @property
    def terms(self) -> Q:
        return self.one.terms | self.other.terms

    def holds(self, obj: Model) -> bool:
        return self.one.holds(obj) or self.other.holds(obj)


def share_with(bodies: Iterable[str]) -> str:
    """What a row keeps of the bodies it is shared with: each between two marks, so that no code is found in another."""
    return "".join(f"|{code}|" for code in sorted(set(bodies)))


def scope_of(role: Role, action: Action, kind: ObjectKind) -> Scope:
    """Which rows of this kind the role reaches with this action."""
    return TABLE.get((role, action, kind), Scope.NONE)


def may_at_all(role: Role, action: Action) -> bool:
    """Whether the role has the action on any kind of object: what a page can ask before it knows the row."""
    return any(scope_of(role, action, kind) is not Scope.NONE for kind in ObjectKind)


def allowed(actor: Actor, action: Action, obj: Model) -> bool:
    """Whether the actor may do this to this row (a model with `object_kind` and `scope_columns`)."""
    conditions = _conditions(actor, action, type(obj))
    return conditions is not None and all(condition.holds(obj) for condition in conditions)


def visible(actor: Actor, action: Action, queryset: QuerySet[M]) -> QuerySet[M]:
    """The rows of the list to which the actor may do this; equal to asking `allowed` of every row."""
    conditions = _conditions(actor, action, queryset.model)
    if conditions is None:
        return queryset.none()
    return queryset.filter(*(one.terms for one in conditions))


def _conditions(actor: Actor, action: Action, model: type[Model]) -> tuple[_Condition | _Either, ...] | None:
    """What a row must hold to be reached; None when nothing is reached, no condition when everything is."""
    kind, columns = _terms(model)
    scope = scope_of(actor.role, action, kind)
    if scope is Scope.ALL:
        return ()
    conditions = _place(actor, scope, columns)
    return conditions if conditions and all(one.known for one in conditions) else None


def _terms(model: type[Model]) -> tuple[ObjectKind, ScopeColumns]:
    kind, columns = getattr(model, "object_kind", None), getattr(model, "scope_columns", None)
    if not isinstance(kind, ObjectKind) or not isinstance(columns, ScopeColumns):
        raise TypeError(f"{model.__name__} must name its object_kind and scope_columns")
    return kind, columns


def _place(actor: Actor, scope: Scope, columns: ScopeColumns) -> tuple[_Condition | _Either, ...]:
    """The columns that decide for this scope, and what each must hold for this actor."""
    match scope:
        case Scope.OWN:
            owned = _Condition(columns.owner, "exact", actor.principal)
            return (owned, _Condition(columns.bundle, "in", actor.bundles)) if actor.bundles else (owned,)
        case Scope.FILED:
            return (_Condition(columns.filer, "exact", actor.account),)
        case Scope.SITE:
            return (_Condition(columns.site, "exact", actor.site_code),)
        case Scope.BODY | Scope.TOLD:
            own = _Condition(columns.body, "exact", actor.body_code)
            told = _Condition(columns.told, "contains", actor.body_code and share_with({actor.body_code}))
            return (own,) if scope is Scope.BODY else (_Either(own, told),)
        case Scope.REGION:
            return (_Condition(columns.region_path, "startswith", actor.region_path),)
        case _:
            return ()
