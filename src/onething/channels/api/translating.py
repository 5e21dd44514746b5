"""What the rooms below refuse, in the words and statuses of this door."""

from collections.abc import Callable

from django.core.exceptions import BadRequest as DjangoBadRequest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from ninja.errors import HttpError, ValidationError

from onething.channels.api.problems import (
    ApiProblem,
    BadRequest,
    Changed,
    Forbidden,
    Invalid,
    KeyConflict,
    NothingThere,
    PageMark,
    TooLarge,
)
from onething.modules.catalogue.api import BundleUnknown
from onething.modules.clients.api import KeyBusy, KeyTrouble
from onething.modules.exchange.api import WebhookRefused, WebhookUnknown
from onething.modules.handling.api import CaseNotFound
from onething.modules.identity.api import EnterpriseRefused, NotYours, PersonRefused
from onething.modules.intake.api import CannotOpen, FileRefused, NotFound, Unfinished, ValuesRefused
from onething.modules.papers.api import PaperNotFound
from onething.platform.database import BadPageToken, Conflict

WRONG = "请求里有不能接受的内容，没有办理。errors 里逐项说明。"
SAYINGS = {
    "missing": "必须填写",
    "extra_forbidden": "没有这个字段",
    "string_type": "要是文本",
    "string_too_long": "太长",
    "string_too_short": "太短",
    "string_pattern_mismatch": "格式不对",
    "int_parsing": "要是整数",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "date_from_datetime_parsing": "要是日期，如 2026-11-23",
    "date_parsing": "要是日期，如 2026-11-23",
    "enum": "不在可选的值里",
    "literal_error": "不在可选的值里",
    "dict_type": "要是对象",
    "list_type": "要是数组",
    "bool_type": "要是 true 或 false",
    "bool_parsing": "要是 true 或 false",
    "too_long": "项数太多",
    "too_short": "项数太少",
    "uuid_parsing": "要是 UUID",
    "model_attributes_type": "要是对象",
}
KEPT = 50
"""No more errors are listed than this: a hostile body must not make a long answer."""


def translate(error: Exception) -> ApiProblem | None:
    """The problem to answer with; None for what nobody foresaw."""
    if isinstance(error, ApiProblem):
        return error
    for kind, make in _TRANSLATIONS:
        if isinstance(error, kind):
            return make(error)
    return None


def _validation(error: ValidationError) -> ApiProblem:
    errors = [(_place(one["loc"]), SAYINGS.get(one["type"], "不能接受")) for one in error.errors[:KEPT]]
    return Invalid(WRONG, errors=errors)


def _place(parts: tuple[object, ...]) -> str:
    """`body.person.name`: the names of our parameters in between mean nothing to the client."""
    words = [str(part) for part in parts]
    return ".".join([words[0], *words[2:]] if words[0] in {"body", "file", "form"} and len(words) > 1 else words)[:200]


def _http_error(error: HttpError) -> ApiProblem:
    return (
        BadRequest("请求的内容读不懂：不是正确的 JSON，或编码不是 UTF-8。请改正后再提交。")
        if error.status_code < 500
        else ApiProblem(str(error))
    )


def _key(error: KeyTrouble) -> ApiProblem:
    return KeyConflict(str(error), code=error.code, busy=isinstance(error, KeyBusy))


def _fields(error: ValuesRefused | PersonRefused | EnterpriseRefused | WebhookRefused) -> ApiProblem:
    return Invalid(WRONG, errors=tuple(error.reasons.items()), code=error.code)


def _unfinished(error: Unfinished) -> ApiProblem:
    return Invalid(str(error), errors=[(gap.field or gap.target, gap.message) for gap in error.gaps], code=error.code)


_TRANSLATIONS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Callable[..., ApiProblem]], ...] = (
    (ValidationError, _validation),
    (
        (Http404, BundleUnknown, NotFound, CaseNotFound, PaperNotFound, NotYours, WebhookUnknown),
        lambda _: NothingThere(),
    ),
    ((ValuesRefused, PersonRefused, EnterpriseRefused, WebhookRefused), _fields),
    (Unfinished, _unfinished),
    (CannotOpen, lambda error: Invalid(str(error), steps=error.steps, code=error.code)),
    (FileRefused, lambda error: Invalid(str(error), errors=[("file", str(error))], code=error.code)),
    (KeyTrouble, _key),
    (BadPageToken, lambda _: PageMark()),
    (Conflict, lambda _: Changed()),
    (PermissionDenied, lambda _: Forbidden("这个接入系统不能做这件事。需要时请联系平台的系统管理员。")),
    (RequestDataTooBig, lambda _: TooLarge("一次提交的内容超过了上限。请删减后重新提交。")),
    ((SuspiciousOperation, DjangoBadRequest), lambda _: BadRequest("请求的格式不对，没有办理。")),
    (HttpError, _http_error),
)
