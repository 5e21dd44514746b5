"""What a form says it had shown, and how it saves itself while it is filled in: nothing typed is lost to a closed page."""

from uuid import UUID

from django.http import HttpRequest, JsonResponse, QueryDict

from onething.modules.intake.api import ValuesRefused, join_boxes, save_values
from onething.platform import clock
from onething.platform.permissions import actor_of

SHOWN = "was:"
HEADER = "X-Autosave"
PARTS = ("year", "month", "day")


def shown_in(post: QueryDict) -> dict[str, str]:
    """The value that the page showed in each control, by the field's key."""
    return {name.removeprefix(SHOWN): str(post[name]) for name in post if name.startswith(SHOWN)}


def saves_itself(request: HttpRequest) -> bool:
    """Whether the page's script sends what stands there so far, and nobody pressed a button."""
    return request.method == "POST" and HEADER in request.headers


def save_itself(request: HttpRequest, draft: UUID) -> JsonResponse:
    """Keep what is right so far and ask no register; `kept` is what the page shows from now on."""
    shown, now = shown_in(request.POST), clock.now()
    values = {key: _typed(key, request.POST) for key in shown}
    refused: dict[str, str] = {}
    try:
        save_values(
            draft=draft, values=values, actor=actor_of(request), now=now, whole=False, shown=shown, asking=False
        )
    except ValuesRefused as error:
        refused = error.reasons
    told = f"已保存 {now.astimezone(clock.SHANGHAI):%H:%M}"
    told += f"，有 {len(refused)} 项填得还不对，没有存" if refused else ""
    return JsonResponse({"told": told, "kept": {key: value for key, value in values.items() if key not in refused}})


def _typed(key: str, post: QueryDict) -> str:
    if f"{key}-year" in post:
        return join_boxes({part: post.get(f"{key}-{part}", "") for part in PARTS})
    return str(post.get(key, ""))
