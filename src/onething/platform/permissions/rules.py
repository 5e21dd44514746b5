"""Two readings of the one table: may this actor do it to this row, and to which rows of a list may they do it."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from onething.platform.permissions.actors import Actor
from onething.platform.permissions.table import TABLE
from onething.platform.permissions.terms import Action, ObjectKind, Role, Scope, ScopeColumns

M = TypeVar("M", bound=Model)


def scope_of(role: Role, action: Action, kind: ObjectKind) -> Scope:
    """Which rows of this kind the role reaches with this action."""
    return TABLE.get((role, action, kind), Scope.NONE)


def may_at_all(role: Role, action: Action) -> bool:
    """Whether the role has the action on any kind of object: what a page can ask before it knows the row."""
    return any(scope_of(role, action, kind) is not Scope.NONE for kind in ObjectKind)


def allowed(actor: Actor, action: Action, obj: Model) -> bool:
    """Whether the actor may do this to this row (a model with `object_kind` and `scope_columns`)."""
    kind, columns = _terms(type(obj))
    scope = scope_of(actor.role, action, kind)
    if scope in {Scope.NONE, Scope.ALL}:
        return scope is Scope.ALL
    column, value = _place(actor, scope, columns)
    if not column or not value:
        return False
    held = getattr(obj, column)
    if scope is Scope.REGION:
        return isinstance(held, str) and held.startswith(str(value))
    return bool(held == value)


def visible(actor: Actor, action: Action, queryset: QuerySet[M]) -> QuerySet[M]:
    """The rows of the list to which the actor may do this; equal to asking `allowed` of every row."""
    kind, columns = _terms(queryset.model)
    scope = scope_of(actor.role, action, kind)
    if scope is Scope.ALL:
        return queryset
    column, value = _place(actor, scope, columns)
    if not column or not value:
        return queryset.none()
    return queryset.filter(**{f"{column}__startswith" if scope is Scope.REGION else column: value})


def _terms(model: type[Model]) -> tuple[ObjectKind, ScopeColumns]:
    kind, columns = getattr(model, "object_kind", None), getattr(model, "scope_columns", None)
    if not isinstance(kind, ObjectKind) or not isinstance(columns, ScopeColumns):
        raise TypeError(f"{model.__name__} must name its object_kind and scope_columns")
    return kind, columns


def _place(actor: Actor, scope: Scope, columns: ScopeColumns) -> tuple[str, Any]:
    """The column that decides for this scope, and what it must hold for this actor."""
    places = {
        Scope.OWN: (columns.owner, actor.person),
        Scope.SITE: (columns.site, actor.site_code),
        Scope.BODY: (columns.body, actor.body_code),
        Scope.REGION: (columns.region_path, actor.region_path),
    }
    return places.get(scope, ("", None))
