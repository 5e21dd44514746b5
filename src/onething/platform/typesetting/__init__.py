"""Typesetting: data and a template become a PDF with embedded Chinese fonts; the same data always gives the same bytes.

A room keeps its templates in its own `typst/` folder; `render_pdf(template="guidance/guide", ...)` names room and file.
"""

from onething.platform.typesetting.checks import check_fonts
from onething.platform.typesetting.errors import FontsMissing, NotTypeset, TemplateMissing, TypesettingError
from onething.platform.typesetting.fonts import FAMILIES, missing_families
from onething.platform.typesetting.rendering import render_pages, render_pdf, template_path

__all__ = [
    "FAMILIES",
    "FontsMissing",
    "NotTypeset",
    "TemplateMissing",
    "TypesettingError",
    "check_fonts",
    "missing_families",
    "render_pages",
    "render_pdf",
    "template_path",
]
