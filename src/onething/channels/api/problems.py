"""Everything that can go wrong at this door, each with a stable code; and how it is written (RFC 9457).

ApiProblem
├── BadRequest          api.bad_request            400  the request cannot be read
├── KeyMissing          api.key_missing            400  Idempotency-Key is missing or malformed
├── PurposeMissing      api.purpose_missing        400  X-Purpose is missing or malformed
├── PageMark            api.page_mark              400  the cursor was made up or belongs to another list
├── Unauthorized        api.unauthorized           401  no living token
├── ScopeMissing        api.scope_missing          403  the token does not open this door
├── Forbidden           api.forbidden              403  the permission table says no
├── NothingThere        api.not_found              404  not there, or not this client's: the same words
├── MethodUnknown       api.method                 405  the method does not exist here
├── KeyConflict         idempotency.*              409  the key is busy; 422 when used for another request
├── Changed             api.changed                412  If-Match names an older version
├── TooLarge            api.too_large              413  the body is too large
├── MediaType           api.media_type             415  not the kind of content this address takes
├── Invalid             api.invalid                422  read, and refused: every error at its place
├── VersionMissing      api.version_missing        428  If-Match is missing
└── TooMany             api.too_many               429  more than the client's share of this minute
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from uuid import UUID

from django.http import JsonResponse

from onething.platform.database import new_public_id

MEDIA_TYPE = "application/problem+json"
CODES: Mapping[int, str] = {
    400: "api.bad_request",
    401: "api.unauthorized",
    403: "api.forbidden",
    404: "api.not_found",
    405: "api.method",
    409: "api.changed_meanwhile",
    413: "api.too_large",
    500: "api.failed",
    503: "api.away",
}
Place = tuple[str, str]
"""Where, and what is wrong there."""


class ApiProblem(Exception):
    """Base: an answer that is not what was asked for."""

    code = "api"
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    title = "系统出错了"

    def __init__(
        self,
        detail: str,
        *,
        errors: Sequence[Place] = (),
        steps: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.detail, self.errors, self.steps, self.headers = detail, tuple(errors), tuple(steps), dict(headers or {})
        super().__init__(detail)


class BadRequest(ApiProblem):
    """The request cannot be read."""

    code, status, title = "api.bad_request", HTTPStatus.BAD_REQUEST, "请求读不懂"


class KeyMissing(ApiProblem):
    """A request that makes something names itself."""

    code = "api.key_missing"
    status, title = HTTPStatus.BAD_REQUEST, "缺少幂等键"

    def __init__(self) -> None:
        super().__init__(
            "这个请求会新建内容，要带 Idempotency-Key：1 到 100 个可见 ASCII 字符，每个新请求用一个新值（宜用 UUID），重试时用同一个值。"
        )


class PurposeMissing(ApiProblem):
    """Personal data is given out for a named purpose only (个人信息保护法 6)."""

    code = "api.purpose_missing"
    status, title = HTTPStatus.BAD_REQUEST, "没有说明用途"

    def __init__(self) -> None:
        super().__init__(
            "这个地址返回个人信息，要在 X-Purpose 里说明用途：1 到 60 个字，汉字按 UTF-8 百分号编码。用途会记入访问日志。"
        )


class PageMark(ApiProblem):
    """A cursor is good for the list it came from."""

    code = "api.page_mark"
    status, title = HTTPStatus.BAD_REQUEST, "翻页标记无效"

    def __init__(self) -> None:
        super().__init__("cursor 无效，或属于另一份列表。请不带 cursor 从第一页重新读取。")


class Unauthorized(ApiProblem):
    """No living token of a living client."""

    code = "api.unauthorized"
    status, title = HTTPStatus.UNAUTHORIZED, "没有有效的访问令牌"

    def __init__(self) -> None:
        super().__init__(
            "没有带访问令牌，或令牌已过期、系统已停用。请用客户端编号和密钥到 /api/v1/token 重新领取，放在 Authorization: Bearer 里。",
            headers={"WWW-Authenticate": 'Bearer realm="onething", error="invalid_token"'},
        )


class ScopeMissing(ApiProblem):
    """The token opens other doors."""

    code = "api.scope_missing"
    status, title = HTTPStatus.FORBIDDEN, "权限范围不够"

    def __init__(self, scope: str) -> None:
        super().__init__(
            f"这个令牌没有 {scope}。已登记这一范围的，请重新领取令牌；没有登记的，请联系平台的系统管理员。",
            headers={"WWW-Authenticate": f'Bearer realm="onething", error="insufficient_scope", scope="{scope}"'},
        )


class Forbidden(ApiProblem):
    """The permission table says no."""

    code, status, title = "api.forbidden", HTTPStatus.FORBIDDEN, "没有权限"


class NothingThere(ApiProblem):
    """Never tells whether it exists for somebody else."""

    code = "api.not_found"
    status, title = HTTPStatus.NOT_FOUND, "没有找到"

    def __init__(self) -> None:
        super().__init__("没有这条记录，或者它不属于这个接入系统。请核对编号。")


class MethodUnknown(ApiProblem):
    """The address is right, the method is not."""

    code = "api.method"
    status, title = HTTPStatus.METHOD_NOT_ALLOWED, "这个地址不支持这种方法"

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(f"这个地址支持：{'、'.join(known)}。请对照接口文档。", headers={"Allow": ", ".join(known)})


class KeyConflict(ApiProblem):
    """The key cannot be used, now or at all."""

    code, status, title = "idempotency", HTTPStatus.CONFLICT, "幂等键不能用"

    def __init__(self, detail: str, *, code: str, busy: bool) -> None:
        super().__init__(detail, headers={"Retry-After": "1"} if busy else None)
        self.code = code
        self.status = HTTPStatus.CONFLICT if busy else HTTPStatus.UNPROCESSABLE_ENTITY


class Changed(ApiProblem):
    """Somebody else was first."""

    code = "api.changed"
    status, title = HTTPStatus.PRECONDITION_FAILED, "内容已经变了"

    def __init__(self) -> None:
        super().__init__("If-Match 里的版本已不是最新的，没有改动。请重新读取，看过变化以后再改。")


class TooLarge(ApiProblem):
    """One request may carry so much and no more."""

    code, status, title = "api.too_large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "提交的内容太大"


class MediaType(ApiProblem):
    """Not the kind of content this address takes."""

    code = "api.media_type"
    status, title = HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "内容类型不对"

    def __init__(self, wanted: str) -> None:
        super().__init__(f"这个地址只接收 {wanted}。请改正 Content-Type。", headers={"Accept": wanted})


class Invalid(ApiProblem):
    """Read, and refused."""

    code, status, title = "api.invalid", HTTPStatus.UNPROCESSABLE_ENTITY, "内容不能接受"

    def __init__(self, detail: str, *, errors: Sequence[Place] = (), steps: Sequence[str] = (), code: str = "") -> None:
        super().__init__(detail, errors=errors, steps=steps)
        self.code = code or self.code


class VersionMissing(ApiProblem):
    """What can change is changed only by who saw its latest state."""

    code = "api.version_missing"
    status, title = HTTPStatus.PRECONDITION_REQUIRED, "没有说明改的是哪个版本"

    def __init__(self) -> None:
        super().__init__("请先读取，再把回答里的 ETag 原样放进 If-Match。")


class TooMany(ApiProblem):
    """Come again when the minute is over."""

    code = "api.too_many"
    status, title = HTTPStatus.TOO_MANY_REQUESTS, "请求太频繁"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"这一分钟的请求次数已用完，请在 {seconds} 秒后再试。", headers={"Retry-After": str(seconds)})


def answer_to(problem: ApiProblem) -> JsonResponse:
    """The problem as the client gets it."""
    answer = problem_json(
        status=problem.status,
        code=problem.code,
        title=problem.title,
        detail=problem.detail,
        steps=problem.steps,
        errors=problem.errors,
        reference=new_public_id(),
    )
    for name, value in problem.headers.items():
        answer.headers[name] = value
    return answer


def problem_json(
    *,
    status: int,
    title: str,
    detail: str,
    reference: UUID,
    code: str = "",
    steps: Sequence[str] = (),
    errors: Sequence[Place] = (),
) -> JsonResponse:
    """One shape for all: `type` names the code, `instance` is what operators find in the log."""
    code = code or CODES.get(status, "api.failed")
    body = {
        "type": f"urn:onething:problem:{code}",
        "status": int(status),
        "title": title,
        "detail": detail,
        "code": code,
        "errors": [{"place": place, "message": message} for place, message in errors],
        "next_steps": list(steps),
        "instance": f"urn:uuid:{reference}",
    }
    answer = JsonResponse(body, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})
    answer.headers["Cache-Control"] = "no-store"
    return answer
