"""From the OpenAPI description to Python: a dataclass a shape, a method an operation. The same description, the same text."""

import keyword
import re
from collections.abc import Mapping
from typing import Any

HEAD = '''"""Written by `onething client-code` from the API's description; do not edit. Every shape and every operation."""

from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Self
from urllib.parse import quote
from uuid import uuid4

from onething_client.transport import Transport, purpose_header, read

'''
CLIENT = '''class OnethingClient:
    """The API. Tokens are fetched and renewed by themselves; every refusal is an ApiError."""

    def __init__(
        self, base_url: str, *, client_id: str, client_secret: str, scope: str = "", timeout: float = 30.0
    ) -> None:
        self._transport = Transport(
            base_url, client_id=client_id, client_secret=client_secret, scope=scope, timeout=timeout
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport.close()

    @property
    def etag(self) -> str:
        """The version that came with the last answer, for the next `if_match`."""
        return self._transport.last.etag

    @property
    def replayed(self) -> bool:
        """Whether the last answer was that of an earlier request with the same key."""
        return self._transport.last.replayed
'''
FORMATS = {"date": "date", "date-time": "datetime"}
SIMPLE = {"string": "str", "integer": "int", "boolean": "bool", "number": "float"}
OWN = frozenset({"ProblemOut", "PlaceOut", "TokenOut", "TokenRefusedOut"})
"""Read by the transport itself."""
GIVEN = {
    "X-Purpose": ("purpose: str", '"X-Purpose": purpose_header(purpose)'),
    "Idempotency-Key": ('key: str = ""', '"Idempotency-Key": key or str(uuid4())'),
    "If-Match": ("if_match: str", '"If-Match": if_match'),
}


def client_text(document: Mapping[str, Any]) -> str:
    """The whole module."""
    shapes = document["components"]["schemas"]
    made = [_shape(name, shapes[name]) for name in sorted(shapes) if name not in OWN]
    methods = [
        _method(path, verb, operation)
        for path, operations in document["paths"].items()
        for verb, operation in operations.items()
        if operation["operationId"] != "token_issue"
    ]
    return HEAD + "\n".join([*(f"\n{shape}" for shape in made), f"\n{CLIENT}", *methods])


def _shape(name: str, schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return f"{name} = str  # {', '.join(schema['enum'])}\n"
    words = str(schema.get("description", name)).split("\n\n", maxsplit=1)[0].replace("\n", " ")
    lines = [f"@dataclass(frozen=True, slots=True, kw_only=True)\nclass {name}:", f'    """{words}"""', ""]
    required = set(schema.get("required", ()))
    properties = schema.get("properties", {})
    for one in sorted(properties, key=lambda one: one not in required):
        kind = _kind(properties[one])
        optional = one not in required
        lines.append(f"    {one}: {_or_none(kind)} = None" if optional else f"    {one}: {kind}")
    return "\n".join(lines) + "\n"


def _or_none(kind: str) -> str:
    bare = kind.strip('"')
    return kind if bare.endswith("| None") else _quoted(f"{kind} | None")


def _kind(schema: Mapping[str, Any]) -> str:
    """The Python type, quoted nowhere: shapes are written so that hints are read late."""
    if "$ref" in schema:
        return f'"{_name(schema)}"' if _name(schema) else "object"
    if "anyOf" in schema:
        kinds = [_kind(one) for one in schema["anyOf"] if one.get("type") != "null"]
        return _quoted(f"{kinds[0]} | None")
    kind = schema.get("type")
    if kind == "array":
        return _quoted(f"list[{_kind(schema.get('items', {'type': 'string'}))}]")
    if kind == "object":
        inner = schema.get("additionalProperties")
        return _quoted(f"dict[str, {_kind(inner)}]") if isinstance(inner, dict) else "dict[str, object]"
    return FORMATS.get(schema.get("format", ""), SIMPLE.get(str(kind), "object"))


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema["$ref"]).rsplit("/", maxsplit=1)[-1]


def _quoted(kind: str) -> str:
    """One pair of quotes around the whole when a shape inside was quoted."""
    return f'"{kind.replace(chr(34), "")}"' if '"' in kind else kind


def _method(path: str, verb: str, operation: Mapping[str, Any]) -> str:
    arguments, headers = [], []
    query: list[str] = []
    for parameter in operation["parameters"]:
        name = parameter["name"]
        if parameter["in"] == "path":
            arguments.append(f"{name}: str")
        elif parameter["in"] == "query":
            arguments.append(f"{name}: {_or_none(_kind(parameter['schema']))} = None")
            query.append(f'"{name}": {name}')
        else:
            arguments.append(GIVEN[name][0])
            headers.append(GIVEN[name][1])
    sent, more = _sent(operation)
    arguments = sorted([*more, *arguments], key=lambda one: "=" in one)
    address = re.sub(r"{(\w+)}", r"{quote(\1, safe='')}", path)
    told, result = _told(operation)
    call = ", ".join(
        [
            f'"{verb.upper()}"',
            f'f"{address}"' if "{" in path else f'"{path}"',
            *([f"query={{{', '.join(query)}}}"] if query else []),
            *([f"headers={{{', '.join(headers)}}}"] if headers else []),
            *sent,
        ]
    )
    given = f", *, {', '.join(arguments)}" if arguments else ""
    head = f"    def {_safe(operation['operationId'])}(self{given}) -> {told}:"
    lines = [head, f'        """{operation["summary"]}。"""', f"        response = self._transport.ask({call})"]
    return "\n".join(["", *lines, *result]) + "\n"


def _sent(operation: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """What the call sends as its body, and the arguments for it."""
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        if media == "application/json":
            return ["body=body"], [f"body: {_name(content['schema'])}"]
        names = [name for name in content["schema"]["properties"] if name != "file"]
        form = ", ".join(f'"{name}": {name}' for name in names)
        return [f"form={{{form}}}", "file=(name, content)"], [
            *(f"{name}: str" for name in names),
            "name: str",
            "content: bytes",
        ]
    return [], []


def _told(operation: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The type of the answer and the lines that make it."""
    status, answer = next((code, one) for code, one in operation["responses"].items() if code.startswith("2"))
    if status == "204":
        return "None", ["        response.read()"]
    schema = next(iter(answer["content"].values()))["schema"]
    if "$ref" not in schema:
        return "bytes", ["        return response.content"]
    return _name(schema), [f"        return read({_name(schema)}, response.json())"]


def _safe(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name
