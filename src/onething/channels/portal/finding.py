"""Finding a life event by what people type: its names, the words they use for it, and the items inside. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from onething.modules.catalogue.api import BundleSummary

LONGEST = 60
SHORTEST = 2  # a single sign inside a sentence says nothing
MOST_GUESSES = 3
NAME, ITEM = 100, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A life event, and those of its items that the words name."""

    bundle: BundleSummary
    items: tuple[str, ...] = ()


def read_query(text: str) -> str:
    """What was typed, without what nobody meant to type."""
    return " ".join(normalize("NFKC", text).split())[:LONGEST]


def find(bundles: Sequence[BundleSummary], query: str) -> list[Found]:
    """The life events that have every word of the query, best first."""
    words = _words(query)
    fitting = [bundle for bundle in bundles if words and all(_rank(bundle, word) for word in words)]
    fitting.sort(key=lambda bundle: sum(_rank(bundle, word) for word in words), reverse=True)
    return [Found(bundle=bundle, items=_items_with(bundle, words)) for bundle in fitting]


def guess(bundles: Sequence[BundleSummary], query: str) -> list[Found]:
    """When nothing has all the words: the few that share the most telling pairs of signs with the query."""
    pairs = {bundle.code: _pairs(" ".join((*_names(bundle), *bundle.items, bundle.summary))) for bundle in bundles}
    spread = Counter(pair for each in pairs.values() for pair in each)
    telling = {pair for pair in _pairs(query) if 0 < spread[pair] <= MOST_GUESSES}
    ranked = sorted(bundles, key=lambda bundle: -len(telling & pairs[bundle.code]))
    return [Found(bundle=bundle) for bundle in ranked[:MOST_GUESSES] if telling & pairs[bundle.code]]


def _rank(bundle: BundleSummary, word: str) -> int:
    """A name tells more than all items, an item more than the summary; of two, the one with more such names."""
    names = sum(_meets(name, word) for name in _names(bundle))
    items = sum(_meets(item, word) for item in bundle.items)
    return names * NAME + items * ITEM + (word in _plain(bundle.summary))


def _items_with(bundle: BundleSummary, words: list[str]) -> tuple[str, ...]:
    return tuple(item for item in bundle.items if any(_meets(item, word) for word in words))


def _names(bundle: BundleSummary) -> tuple[str, ...]:
    return (bundle.title, bundle.name, bundle.stage, *bundle.aliases)


def _meets(name: str, word: str) -> bool:
    """A part of the name was typed, or a sentence with the name in it: 我要给孩子上户口 has 上户口."""
    plain = _plain(name)
    return word in plain or (len(plain) >= SHORTEST and plain in word)


def _words(query: str) -> list[str]:
    return re.sub(r"[^\w]+", " ", _plain(query)).split()


def _pairs(text: str) -> set[str]:
    """Every two neighbouring signs of one word."""
    return {first + second for word in _words(text) for first, second in pairwise(word)}


def _plain(text: str) -> str:
    return normalize("NFKC", text).casefold()
