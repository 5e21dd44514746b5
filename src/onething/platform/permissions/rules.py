"""Two readings of the one table: may this actor do it to this row, and to which rows of a list may they do it."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

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

    def holds(self, obj: Model) -> bool:
        held = getattr(obj, self.column)
        if self.lookup == "startswith":
            return isinstance(held, str) and held.startswith(self.value)
        return bool(held in self.value if self.lookup == "in" else held == self.value)


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
    return queryset.filter(**{f"{one.column}__{one.lookup}": one.value for one in conditions})


def _conditions(actor: Actor, action: Action, model: type[Model]) -> tuple[_Condition, ...] | None:
    """What a row must hold to be reached; None when nothing is reached, no condition when everything is."""
    kind, columns = _terms(model)
    scope = scope_of(actor.role, action, kind)
    if scope is Scope.ALL:
        return ()
    conditions = _place(actor, scope, columns)
    return conditions if conditions and all(one.column and one.value for one in conditions) else None


def _terms(model: type[Model]) -> tuple[ObjectKind, ScopeColumns]:
    kind, columns = getattr(model, "object_kind", None), getattr(model, "scope_columns", None)
    if not isinstance(kind, ObjectKind) or not isinstance(columns, ScopeColumns):
        raise TypeError(f"{model.__name__} must name its object_kind and scope_columns")
    return kind, columns


def _place(actor: Actor, scope: Scope, columns: ScopeColumns) -> tuple[_Condition, ...]:
    """The columns that decide for this scope, and what each must hold for this actor."""
    match scope:
        case Scope.OWN:
            owned = _Condition(columns.owner, "exact", actor.principal)
            return (owned, _Condition(columns.bundle, "in", actor.bundles)) if actor.bundles else (owned,)
        case Scope.FILED:
            return (_Condition(columns.filer, "exact", actor.account),)
        case Scope.SITE:
            return (_Condition(columns.site, "exact", actor.site_code),)
        case Scope.BODY:
            return (_Condition(columns.body, "exact", actor.body_code),)
        case Scope.REGION:
            return (_Condition(columns.region_path, "startswith", actor.region_path),)
        case _:
            return ()
