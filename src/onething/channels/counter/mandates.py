"""What this window may accept, in whose name and until when (部门授权窗口)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from onething.channels.counter.pages import at_window, page
from onething.modules.catalogue.api import bundles_in_force
from onething.modules.organisation.api import Mandate, bodies, mandates_of
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

SOON_DAYS = 30


@at_window(Action.CASE_ACCEPT)
@require_GET
def mandates(request: HttpRequest) -> HttpResponse:
    """The mandates of the site that serve this window and have not ended, those that end first on top."""
    actor, today = actor_of(request), clock.today()
    kept = mandates_of(site_code=actor.site_code)
    here = [one for one in kept if one.serves(actor.window) and one.ends_on > today]
    names = _item_names() if any(one.items for one in here) else {}
    known = bodies({one.body_code for one in here})
    rows = [
        {
            "body": known[one.body_code].name,
            "items": "、".join(names.get(code, code) for code in one.items) or "全部事项",
            "windows": "、".join(one.windows) or "本中心每个窗口",
            "from_day": one.from_day,
            "ends_on": one.ends_on,
            "tag": _tag(one, (one.ends_on - today).days, begun=one.from_day <= today),
            "document": one.document,
        }
        for one in sorted(here, key=lambda one: (one.ends_on, one.body_code))
    ]
    return page(request, "mandates", {"rows": rows, "window": actor.window, "kept": bool(kept)})


def _tag(one: Mandate, left: int, *, begun: bool) -> dict[str, Any]:
    if not begun:
        return {"word": f"{one.from_day:%Y-%m-%d} 起", "tone": "neutral"}
    return {"word": f"还有 {left} 天到期", "tone": "wait"} if left <= SOON_DAYS else {"word": "有效", "tone": "done"}


def _item_names() -> dict[str, str]:
    found = bundles_in_force(on=clock.today())
    return {code: item.name for bundle in found for code, item in bundle.library.items.items()}
