"""Keyset paging: a page is found by the last row's values, so page 5,000 costs what page 1 costs."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.exceptions import BadRequest, EmptyResultSet, ValidationError
from django.db import connection
from django.db.models import Field, Model, Q, QuerySet

M = TypeVar("M", bound=Model)


class BadPageToken(BadRequest):
    """The page mark was made up, cut, or belongs to a list in another order."""


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """One page of rows and the mark of the next page (None on the last)."""

    rows: tuple[M, ...]
    next: str | None


def page_after(queryset: QuerySet[M], *, order: Sequence[str], after: str | None, size: int) -> Page[M]:
    """The rows that follow the mark; `order` names non-null columns, `-` before one turns it, the last is unique."""
    if after:
        queryset = queryset.filter(_beyond(order, _read_token(queryset.model, order, after)))
    found = list(queryset.order_by(*order)[: size + 1])
    rows = tuple(found[:size])
    return Page(rows=rows, next=_make_token(order, rows[-1]) if len(found) > size else None)


def count_up_to(queryset: QuerySet[M], *, cap: int) -> int:
    """How many rows, but never looking at more than `cap` of them ("99+")."""
    return queryset.order_by()[:cap].count()


def count_each_up_to(querysets: Sequence[QuerySet[M]], *, cap: int) -> tuple[int, ...]:
    """The same for several at once, in one statement."""
    counts, asked, given = [0] * len(querysets), [], list[Any]()
    for place, rows in enumerate(querysets):
        with suppress(EmptyResultSet):  # none of them can be there
            sql, values = rows.order_by().values("pk")[:cap].query.sql_with_params()
            asked.append((place, f"(SELECT COUNT(*) FROM ({sql}) rows_{place})"))  # noqa: S608 - values stand apart
            given.extend(values)
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(sql for _, sql in asked)}", given)
            for (place, _), count in zip(asked, cursor.fetchone(), strict=True):
                counts[place] = count
    return tuple(counts)


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """(a > x) or (a = x and b > y) ...; built from the last column backwards."""
    condition = Q()
    for name, value in reversed(list(zip(order, values, strict=True))):
        bare = name.removeprefix("-")
        step = Q(**{f"{bare}__{'lt' if name.startswith('-') else 'gt'}": value})
        condition = step | (Q(**{bare: value}) & condition) if condition else step
    return condition


def _fields(model: type[Model], order: Sequence[str]) -> "list[Field[Any, Any]]":
    fields = [model._meta.get_field(name.removeprefix("-")) for name in order]
    return [field for field in fields if isinstance(field, Field)]


def _make_token(order: Sequence[str], row: Model) -> str:
    values = [field.value_to_string(row) for field in _fields(type(row), order)]
    return signing.dumps(values, salt=_salt(order))


def _read_token(model: type[Model], order: Sequence[str], token: str) -> list[Any]:
    try:
        values = signing.loads(token, salt=_salt(order))
        return [field.to_python(value) for field, value in zip(_fields(model, order), values, strict=True)]
    except (signing.BadSignature, ValidationError, ValueError, TypeError) as error:
        raise BadPageToken("翻页标记无效或已过期。请回到第一页重新查看。") from error


def _salt(order: Sequence[str]) -> str:
    """A mark is good for the order it was made for."""
    return f"onething.platform.database.pages:{','.join(order)}"
