"""Pages read from the loaded house: states of a case, events and who reacts, permissions, addresses."""

import sys
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module

from django.urls import URLPattern, URLResolver, get_resolver

from onething.core.lifecycle import CASE
from onething.core.states import render_markdown
from onething.platform.events import Event
from onething.platform.permissions import TABLE, ObjectKind, Role, Scope, action_of, scope_of
from onething.project.composition import REACTIONS
from onething.project.documents.tables import code, page, table
from onething.project.rooms import module_apps, with_part

SCOPES = {
    Scope.NONE: "",
    Scope.OWN: "本人",
    Scope.FILED: "自己代为申报的",
    Scope.SITE: "本大厅",
    Scope.BODY: "本部门",
    Scope.TOLD: "本部门，和写到本部门办件的",
    Scope.REGION: "本区域",
    Scope.ALL: "全部",
}


def case_lifecycle() -> str:
    """The one table of a case."""
    return page("办件的状态", "一张表说清办件能怎样变化；表外的变化会被拒绝。", render_markdown(CASE).rstrip())


def events_page() -> str:
    """Every event with its fields and, in order, who reacts in the same transaction."""
    for events in with_part(module_apps(), "events"):
        import_module(events)
    parts = [_event(event) for event in sorted(_events(), key=lambda event: event.__name__)]
    intro = "同一事务里的反应按所列顺序执行，任何一个失败都会使整个事务回退。登记处：`project/composition.py`。"
    return page("事件", intro, *parts)


def _events(of: type[Event] = Event) -> Iterator[type[Event]]:
    """Those of the house that can be recorded; a slotted class leaves a shadow of itself behind, which cannot."""
    for event in of.__subclasses__():
        home = sys.modules[event.__module__]
        if event.__module__.startswith("onething.") and getattr(home, event.__name__, None) is event:
            yield event
            yield from _events(event)


def _event(event: type[Event]) -> str:
    reacting = [handler for kind, handler in REACTIONS if kind is event]
    named = "、".join(code(f"{h.__module__.removeprefix('onething.')}.{h.__name__}") for h in reacting) or "无"
    told = " ".join((event.__doc__ or "").split())
    rows = [(code(f.name), code(str(getattr(f.type, "__name__", f.type)))) for f in fields(event)]
    room = event.__module__.removeprefix("onething.").removesuffix(".events").replace(".", "/")
    return f"## {event.__name__}\n\n{told}\n\n房间：{code(room)}。反应：{named}。\n\n" + table(("字段", "类型"), rows)


def permissions_page() -> str:
    """One table a kind of object: rows are actions, columns are the roles that have any of them."""
    kinds = [kind for kind in sorted(ObjectKind) if any(k is kind for _, _, k in TABLE)]
    intro = "没有写的就是不许。单元格是范围：" + "、".join(label for label in SCOPES.values() if label) + "。"
    return page("权限表", intro, *(_kind(kind) for kind in kinds))


def _kind(kind: ObjectKind) -> str:
    actions = sorted({action for _, action, k in TABLE if k is kind})
    roles = [role for role in Role if any((role, action, kind) in TABLE for action in actions)]
    rows = [(code(action.value), *(SCOPES[scope_of(role, action, kind)] for role in roles)) for action in actions]
    return f"## {kind.value}\n\n" + table(("动作", *(code(role.value) for role in roles)), rows)


def routes_page() -> str:
    """Every address with its name and the action it asks for."""
    rows = sorted(_routes(get_resolver().url_patterns))
    intro = "每个地址都写明动作；`public` 是人人可看、不涉及任何人数据的页面。"
    return page("地址", intro, table(("地址", "名称", "动作"), rows))


def _routes(
    patterns: list[URLPattern | URLResolver], prefix: str = "/", space: str = ""
) -> Iterator[tuple[str, str, str]]:
    for pattern in patterns:
        place = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, place, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield (
                code(place),
                code(f"{space}{pattern.name}" if pattern.name else ""),
                code(str(action_of(pattern.callback) or "")),
            )
