"""The description of the API (OpenAPI 3.1): what the framework knows, completed by what each operation needs."""

import json
from functools import cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from onething.channels.api.answers import ProblemOut
from onething.channels.api.door import Needs
from onething.channels.api.examples import BODIES, PATH_WORDS, PROBLEM, TAGS, VALUES
from onething.channels.api.service import VERSION, api, needs_by_operation
from onething.modules.clients.api import ApiScope
from onething.platform.permissions import public

PREFIX = "api/v1"
REF = "#/components/schemas/{model}"
ABOUT = (
    "各部门、各地的业务系统通过本接口读一件事目录、编制办事方案、经本人同意代为申报，查本部门的办件和文书，并订阅事件通知。\n\n"
    "先用客户端编号和密钥领取令牌（OAuth 2 客户端凭证，十五分钟有效），放在 `Authorization: Bearer` 里。"
    "新建内容的请求带 `Idempotency-Key`；修改带 `If-Match`；返回个人信息的请求带 `X-Purpose`。"
    "列表用回答里的 `next_cursor` 翻页。所有错误都是 RFC 9457 的 `application/problem+json`，`code` 稳定不变。"
)
REPLIES = {
    "400": "请求读不懂，或缺少必须的请求头",
    "401": "没有有效的访问令牌",
    "403": "令牌的权限范围不够，或没有权限",
    "404": "没有这条记录，或者它不属于这个接入系统",
    "405": "这个地址不支持这种方法",
    "409": "幂等键正在使用，请稍后重试",
    "412": "内容已经变了，请重新读取",
    "413": "提交的内容太大",
    "415": "内容类型不对",
    "422": "内容不能接受，errors 逐项说明",
    "428": "没有带 If-Match",
    "429": "请求太频繁，按 Retry-After 等待",
    "500": "系统出错",
    "503": "暂时不能服务，按 Retry-After 等待",
}
NAMES = {status: f"Problem{status}" for status in REPLIES}
ALWAYS = ("400", "401", "403", "404", "405", "422", "429", "500", "503")
TAGGED = {
    "drafts_create", "drafts_read", "drafts_change", "applications_read", "cases_read", "plans_compile",
    "webhooks_create", "webhooks_read", "webhooks_change", "webhooks_rotate",
}  # fmt: skip
LOCATED = {"drafts_create", "drafts_submit", "webhooks_create", "webhooks_test"}
DONE = {"201": "办好了", "202": "已排队", "204": "已清除"}
SENT_ONLY = {"plans_compile", "webhooks_rotate"}
HEADERS = {
    "X-Purpose": (
        "读个人信息的用途，1 到 60 个字，汉字按 UTF-8 百分号编码；记入访问日志",
        r"^[\x21-\x7e]{1,540}$",
        "%E6%9F%A5%E8%AF%A2",
    ),
    "Idempotency-Key": (
        "幂等键：每个新请求一个新值，重试用同一个值，二十四小时内有效",
        r"^[\x21-\x7e]{1,100}$",
        "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    ),
    "If-Match": ("上次读到的 ETag，原样带引号", r'^"[0-9a-zA-Z]+"$', '"5f2c7c1d9b7e4a6f8d3e2b1a0c9d8e7f"'),
}


@public
@require_safe
def description(request: HttpRequest) -> HttpResponseBase:
    """The whole description; it changes only with a new release."""
    body, etag = _rendered(settings.PUBLIC_URL)
    headers = {"ETag": etag, "Cache-Control": "public, max-age=3600"}
    fresh = HttpResponse(body, content_type="application/json", headers=headers)
    return get_conditional_response(request, etag=etag, response=fresh) or fresh


@cache
def _rendered(public_url: str) -> tuple[bytes, str]:
    body = json.dumps(document(public_url=public_url), ensure_ascii=False, indent=1).encode()
    return body, f'"{sha256(body).hexdigest()[:32]}"'


def document(*, public_url: str) -> dict[str, Any]:
    """The description as plain values."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=f"{PREFIX}/", path_params={})))
    needs = needs_by_operation()
    for operations in made["paths"].values():
        for operation in operations.values():
            _complete(operation, needs[operation["operationId"]])
    made["info"] = _info()
    made["servers"] = [{"url": public_url, "description": "本平台"}]
    made["tags"] = [{"name": name, "description": words} for name, words in TAGS.items()]
    made["paths"] = {f"/{PREFIX}/token": {"post": _token()}, **made["paths"]}
    made["components"] |= {"responses": _replies(), "securitySchemes": _security(public_url)}
    made["components"]["schemas"] |= _problem_schemas() | _token_schemas()
    return _without_unused(made)


def _without_unused(made: dict[str, Any]) -> dict[str, Any]:
    """The framework also lists shapes that became parameters; and pairs are arrays whose items linters want to know."""
    pairs = made["components"]["schemas"]["Plan"]["properties"]["answers"]["items"]
    pairs["items"] = {"type": "string"}
    written, schemas = json.dumps(made), made["components"]["schemas"]
    made["components"]["schemas"] = {name: schemas[name] for name in sorted(schemas) if f'/schemas/{name}"' in written}
    return made


def _info() -> dict[str, Any]:
    return {
        "title": "一件事系统接口",
        "version": VERSION,
        "summary": "高效办成一件事：目录、方案、代为申报、办件",
        "description": ABOUT,
        "contact": {"name": "平台运维"},
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }


def _complete(operation: dict[str, Any], needs: Needs) -> None:
    name = operation["operationId"]
    operation["security"] = [{"oauth2": [needs.scope.value]}]
    for parameter in operation["parameters"]:
        parameter.setdefault("description", PATH_WORDS.get(parameter["name"], ""))
        if parameter["name"] in VALUES:
            parameter["example"] = VALUES[parameter["name"]]
    operation["parameters"] += [_header(wanted) for wanted in _headers_of(needs)]
    for media in operation.get("requestBody", {}).get("content", {}).values():
        if name in BODIES:
            media["examples"] = {"例": {"summary": "示例", "value": BODIES[name]}}
    _complete_replies(operation, name, needs)


def _complete_replies(operation: dict[str, Any], name: str, needs: Needs) -> None:
    for status, reply in operation["responses"].items():
        reply["description"] = DONE.get(status, "成功")
        headers = {}
        if name in TAGGED:
            headers["ETag"] = {"description": "这一版本的标记", "schema": {"type": "string"}}
        if name in LOCATED:
            headers["Location"] = {"description": "新内容的地址", "schema": {"type": "string"}}
        if headers:
            reply["headers"] = headers
    if name == "papers_read":
        operation["responses"]["200"]["content"] = {
            "application/pdf": {"schema": {"type": "string", "format": "binary"}}
        }
    for status in _statuses(operation, needs):
        operation["responses"][status] = {"$ref": f"#/components/responses/{NAMES[status]}"}
    if name in TAGGED and not needs.version and name not in LOCATED | SENT_ONLY:
        operation["responses"]["304"] = {"description": "没有变化（带了 If-None-Match）"}


def _statuses(operation: dict[str, Any], needs: Needs) -> tuple[str, ...]:
    asked = {
        "409": needs.key,
        "412": needs.version,
        "413": "requestBody" in operation,
        "415": "requestBody" in operation,
        "428": needs.version,
    }
    return (*ALWAYS, *(status for status, applies in asked.items() if applies))


def _headers_of(needs: Needs) -> tuple[str, ...]:
    wanted = {"X-Purpose": needs.purpose, "Idempotency-Key": needs.key, "If-Match": needs.version}
    return tuple(name for name, asked in wanted.items() if asked)


def _header(name: str) -> dict[str, Any]:
    words, pattern, example = HEADERS[name]
    schema = {"type": "string", "pattern": pattern}
    return {"in": "header", "name": name, "required": True, "description": words, "schema": schema, "example": example}


def _replies() -> dict[str, Any]:
    schema = {"$ref": REF.format(model="ProblemOut")}
    return {
        NAMES[status]: {
            "description": words,
            "content": {"application/problem+json": {"schema": schema, "example": PROBLEM | {"status": int(status)}}},
        }
        for status, words in REPLIES.items()
    }


def _security(public_url: str) -> dict[str, Any]:
    scopes = {scope.value: scope.label for scope in ApiScope}
    flow = {"tokenUrl": f"{public_url}/{PREFIX}/token", "scopes": scopes}
    return {
        "oauth2": {
            "type": "oauth2",
            "description": "OAuth 2 客户端凭证；令牌十五分钟有效，过期重新领取",
            "flows": {"clientCredentials": flow},
        },
        "basic": {"type": "http", "scheme": "basic", "description": "领取令牌时：客户端编号和密钥"},
    }


def _problem_schemas() -> dict[str, Any]:
    schema = ProblemOut.model_json_schema(ref_template=REF, mode="serialization")
    return {**schema.pop("$defs"), "ProblemOut": schema}


def _token_schemas() -> dict[str, Any]:
    text, whole = {"type": "string"}, {"type": "integer"}
    return {
        "TokenOut": {
            "type": "object",
            "title": "TokenOut",
            "description": "访问令牌。",
            "required": ["access_token", "expires_in", "token_type", "scope"],
            "properties": {"access_token": text, "expires_in": whole, "token_type": text, "scope": text},
        },
        "TokenRefusedOut": {
            "type": "object",
            "title": "TokenRefusedOut",
            "description": "RFC 6749 5.2 的错误。",
            "required": ["error"],
            "properties": {"error": text, "error_description": text},
        },
    }


def _token() -> dict[str, Any]:
    form = {
        "type": "object",
        "required": ["grant_type"],
        "properties": {
            "grant_type": {"type": "string", "const": "client_credentials"},
            "scope": {"type": "string", "description": "空格分隔；不写则为登记的全部范围"},
        },
    }
    refused = {"application/json": {"schema": {"$ref": REF.format(model="TokenRefusedOut")}}}
    made = {"application/json": {"schema": {"$ref": REF.format(model="TokenOut")}}}
    return {
        "operationId": "token_issue",
        "summary": "领取令牌",
        "description": "RFC 6749 4.4。错误按该文件 5.2 的格式，请求太频繁除外。",
        "tags": ["令牌"],
        "security": [{"basic": []}],
        "parameters": [],
        "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}},
        "responses": {
            "200": {"description": "令牌", "content": made},
            "400": {"description": "请求不对，或要了没有登记的范围", "content": refused},
            "401": {"description": "编号或密钥不对，或系统已停用", "content": refused},
            **{status: {"$ref": f"#/components/responses/{NAMES[status]}"} for status in ("405", "429", "500", "503")},
        },
    }
