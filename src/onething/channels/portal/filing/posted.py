"""What a page posted, by field: three boxes are one date, a field that is not there is empty."""

from collections.abc import Iterable

from django.http import QueryDict

from onething.core.definitions import ElementKind
from onething.modules.intake.api import FilledField, join_boxes


def read_posted(fields: Iterable[FilledField], post: QueryDict) -> dict[str, str]:
    """One text for each of these fields, as typed."""
    return {field.key: _read(field, post) for field in fields}


def _read(field: FilledField, post: QueryDict) -> str:
    if field.element.kind is ElementKind.DATE and f"{field.key}-year" in post:
        return join_boxes({part: post.get(f"{field.key}-{part}", "") for part in ("year", "month", "day")})
    return post.get(field.key, "")
