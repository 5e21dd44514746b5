"""Which font families paper needs, and which of them this machine lacks.

Source: Debian packages fonts-noto-cjk and fonts-hanazono; 花园明朝 holds the rare characters of names (㑇, 𠮷).
"""

from functools import cache

import typst

SANS, SERIF = "Noto Sans CJK SC", "Noto Serif CJK SC"
RARE = ("HanaMinA", "HanaMinB")
FAMILIES = (SANS, SERIF, *RARE)
PACKAGES = "fonts-noto-cjk、fonts-noto-cjk-extra、fonts-hanazono"


@cache
def installed_families() -> frozenset[str]:
    """The families the typesetter finds; read once, a new font needs a restart."""
    return frozenset(typst.Fonts().families())


def missing_families() -> tuple[str, ...]:
    """The needed families that are not installed."""
    return tuple(family for family in FAMILIES if family not in installed_families())
