"""What in a migration keeps the previous release from working on beside it.

While an upgrade rolls, processes of both releases use the new tables. So a release only expands: it adds tables, indexes
and columns that may stay empty or that the database fills; what nobody reads any more goes a release later. Whatever else
is done is named here, unless the migration says with `rolling = "…"` why both can live with it, or with `stop = "…"` why
this upgrade needs everything to stand still.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.migrations import operations as ops
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import ManyToManyField
from django.db.models.fields import NOT_PROVIDED

Key = tuple[str, str]
Sentences = Iterator[str]
Fields = Mapping[str, Any]  # Django's fields, which say nothing of their types at run time


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Why the previous release cannot work on beside this migration; `marked` when its author says so himself."""

    migration: str
    reason: str
    marked: bool


def find_breaks(plan: Iterable[Migration], *, state: ProjectState) -> list[Break]:
    """Everything in these migrations, from the tables of the previous release on; the state is moved along."""
    known = frozenset(state.models)  # whatever this release itself creates, the previous one never touches
    return [found for migration in plan for found in _of_migration(migration, state, known)]


def _of_migration(migration: Migration, state: ProjectState, known: Collection[Key]) -> Iterator[Break]:
    name = f"{migration.app_label}.{migration.name}"
    reasons: list[str] = []
    for operation in migration.operations:
        reasons += _of_operation(operation, migration.app_label, state, known)
        operation.state_forwards(migration.app_label, state)
    if any(app == migration.app_label for app, _ in known) and (stop := getattr(migration, "stop", "")):
        yield Break(migration=name, reason=stop, marked=True)
    elif not getattr(migration, "rolling", ""):
        yield from (Break(migration=name, reason=reason, marked=False) for reason in reasons)


def _of_operation(operation: Operation, app: str, state: ProjectState, known: Collection[Key]) -> Sentences:
    model = str(getattr(operation, "model_name", None) or getattr(operation, "name", "")).lower()
    touched = str(getattr(operation, "old_name_lower", model)) if isinstance(operation, ops.RenameModel) else model
    if isinstance(operation, OPAQUE):
        if any(label == app for label, _ in known):  # a room that is new has nothing of the previous release
            yield f"{type(operation).__name__} 做什么看不出来，要由作者说明"
    elif (app, touched) in known:
        judge = JUDGES.get(type(operation))
        yield from judge(operation, state.models[app, touched].fields) if judge else ()


def _gone(operation: Any, _fields: Fields) -> Sentences:
    what = getattr(operation, "old_name", None) or operation.name
    where = getattr(operation, "model_name", None)
    yield f"{where + '.' if where else ''}{what} 去掉或改名了，旧版本还在读写它"


def _added(operation: Any, _fields: Fields) -> Sentences:
    field = operation.field
    if not (field.null or field.db_default is not NOT_PROVIDED or isinstance(field, ManyToManyField)):
        yield f"新列 {operation.model_name}.{operation.name} 不能为空，数据库又没有默认值（db_default），旧版本写不进新行"
    if field.unique:
        yield f"新列 {operation.model_name}.{operation.name} 不许重复，旧版本写不进第二行"


def _altered(operation: Any, fields: Fields) -> Sentences:
    old, new = fields[operation.name], operation.field
    where = f"{operation.model_name}.{operation.name}"
    if old.deconstruct()[1] != new.deconstruct()[1]:
        yield f"{where} 换了类型，旧版本读写的是原来的类型"
    if old.null != new.null:
        yield f"{where} 改成{'可以为空，旧版本读不懂空值' if new.null else '不能为空，旧版本还会写空值'}"
    if (new.max_length or 0) < (old.max_length or 0) and new.max_length:
        yield f"{where} 变短了，旧版本还会写更长的内容"
    if new.unique and not old.unique:
        yield f"{where} 改成不许重复，旧版本还会写重复的内容"


def _constrained(operation: Any, _fields: Fields) -> Sentences:
    yield f"{operation.model_name} 多了约束 {operation.constraint.name}，旧版本可能写入不合约束的行"


def _together(operation: Any, _fields: Fields) -> Sentences:
    yield f"{operation.name} 多了组合唯一的约束，旧版本可能写入重复的行"


OPAQUE = (ops.RunPython, ops.RunSQL, ops.SeparateDatabaseAndState)
JUDGES: Mapping[type[Operation], Callable[[Any, Fields], Sentences]] = {
    ops.RemoveField: _gone,
    ops.RenameField: _gone,
    ops.DeleteModel: _gone,
    ops.RenameModel: _gone,
    ops.AlterModelTable: _gone,
    ops.AddField: _added,
    ops.AlterField: _altered,
    ops.AddConstraint: _constrained,
    ops.AlterUniqueTogether: _together,
}
