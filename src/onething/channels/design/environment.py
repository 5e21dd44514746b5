"""The Jinja2 environment of every page: strict about missing names, escaping everything, with our words and pictures.

Django names it in TEMPLATES as `OPTIONS["environment"]`; `csrf_input`, `csrf_token` and `request` come from Django.
"""

from collections.abc import Mapping
from functools import lru_cache

import jinja2
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from heroicons.jinja import heroicon_outline, heroicon_solid
from markupsafe import Markup

from onething.channels.design import wording
from onething.channels.design.flowchart import layout_flowchart
from onething.channels.design.modes import mode_address, mode_of
from onething.channels.design.timeline import layout_timeline


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a named route: `url("portal:guide", code)` or `url("portal:guide", code=code)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def in_demonstration() -> bool:
    """Whether this house shows invented people and may tell their passwords."""
    return bool(settings.DEMONSTRATION)


def dict_with(first: Mapping[str, object], more: Mapping[str, object]) -> dict[str, object]:
    """Two mappings of attributes as one; the second wins."""
    return {**first, **more}


@lru_cache(maxsize=256)
def icon(name: str, style: str = "outline") -> Markup:
    """A heroicon as inline SVG, silent for screen readers: words always stand beside it."""
    draw = {"outline": heroicon_outline, "solid": heroicon_solid}[style]
    return Markup(draw(name, size=None, **{"class": "icon", "aria_hidden": "true", "focusable": "false"}))  # noqa: S704


def environment(**options: object) -> jinja2.Environment:
    """Build the environment for Django's Jinja2 backend; escaping and strictness cannot be switched off."""
    fixed = {"autoescape": True, "undefined": jinja2.StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    built = jinja2.Environment(**{**options, **fixed})  # type: ignore[arg-type]  # noqa: S701
    built.filters.update(
        cn_date=wording.cn_date,
        cn_date_short=wording.cn_date_short,
        cn_month_day=wording.cn_month_day,
        cn_datetime=wording.cn_datetime,
        from_source=wording.from_source,
        masked=wording.masked,
        grouped=wording.grouped,
        field_id=wording.field_id,
        date_parts=wording.date_parts,
        file_size=wording.file_size,
        dict_with=dict_with,
    )
    built.globals.update(
        static=static,
        url=url,
        in_demonstration=in_demonstration,
        icon=icon,
        mode_of=mode_of,
        mode_address=mode_address,
        cn_period=wording.cn_period,
        layout_timeline=layout_timeline,
        layout_flowchart=layout_flowchart,
    )
    return built
