"""Finding a life event by what people type: its names, the words they use for it, and the items inside. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from onething.channels.portal.spelling import Fit, fit_slips, fit_sounds, has_letters
from onething.modules.catalogue.api import BundleSummary

LONGEST = 60
SHORTEST = 2  # a single sign inside a sentence says nothing
MOST_GUESSES = 3
NAME, ITEM, SUMMARY = 100, 2, 1
MOST_INDEXES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A life event, those of its items that the words name, and the name of it that was meant."""

    bundle: BundleSummary
    items: tuple[str, ...] = ()
    meant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found, best first; guesses only when nothing was."""

    found: tuple[Found, ...] = ()
    guesses: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A life event as it is searched: names and items in plain signs, and its neighbouring pairs of signs."""

    bundle: BundleSummary
    names: tuple[str, ...]
    items: tuple[str, ...]
    summary: str
    pairs: frozenset[str]


Index = tuple[Entry, ...]
Fitting = Callable[[str, str], Fit | None]


def read_query(text: str) -> str:
    """What was typed, without what nobody meant to type."""
    return " ".join(normalize("NFKC", text).split())[:LONGEST]


@lru_cache(maxsize=MOST_INDEXES)
def index_of(bundles: tuple[BundleSummary, ...]) -> Index:
    """The index of what is published; built anew only when something else is."""
    return tuple(_entry(bundle) for bundle in bundles)


def search(index: Index, query: str) -> Answer:
    """By signs first; then by sounds and letters; with slips, or by a few telling signs, only as guesses."""
    words = _words(query)
    if not words:
        return Answer()
    if exact := _exact(index, words):
        return Answer(found=exact)
    if typed := _near(index, words, fit_sounds):
        return Answer(found=typed)
    return Answer(guesses=_near(index, words, fit_slips)[:MOST_GUESSES] or _telling(index, words))


def _entry(bundle: BundleSummary) -> Entry:
    names = (bundle.name, bundle.title, bundle.stage, *bundle.aliases)
    told = " ".join((*names, *bundle.items, bundle.summary))
    return Entry(
        bundle=bundle,
        names=tuple(dict.fromkeys(_plain(name) for name in names)),
        items=tuple(_plain(item) for item in bundle.items),
        summary=_plain(bundle.summary),
        pairs=frozenset(_pairs(_words(told))),
    )


def _exact(index: Index, words: list[str]) -> tuple[Found, ...]:
    """Those that have every word, the one with most of it in its names first."""
    fitting = [entry for entry in index if all(_rank(entry, word) for word in words)]
    fitting.sort(key=lambda entry: sum(_rank(entry, word) for word in words), reverse=True)
    return tuple(Found(bundle=entry.bundle, items=_items_with(entry, words)) for entry in fitting)


def _rank(entry: Entry, word: str) -> int:
    """A name tells more than all items, an item more than the summary; of two, the one with more such names."""
    names = sum(_meets(name, word) for name in entry.names)
    items = sum(_meets(item, word) for item in entry.items)
    return names * NAME + items * ITEM + (word in entry.summary) * SUMMARY


def _items_with(entry: Entry, words: list[str]) -> tuple[str, ...]:
    fits = [any(_meets(item, word) for word in words) for item in entry.items]
    return tuple(item for item, meets in zip(entry.bundle.items, fits, strict=True) if meets)


def _meets(name: str, word: str) -> bool:
    """A part of the name was typed, or a sentence with the name in it: 我要给孩子上户口 has 上户口."""
    return word in name or (len(name) >= SHORTEST and name in word)


def _near(index: Index, words: Sequence[str], fit: Fitting) -> tuple[Found, ...]:
    """Those of which some name or item is near to every word, the nearest first; whole names or fewer slips leave the others out."""
    for parts in _joined(words):
        fitting = [near for entry in index if (near := _nearest(entry, parts, fit))]
        if fitting:
            fitting.sort(key=lambda one: one[0])
            slips, untyped, _ = fitting[0][0]
            return tuple(found for key, found in fitting if key[0] == slips and (untyped or not key[1]))
    return ()


def _nearest(entry: Entry, words: Sequence[str], fit: Fitting) -> tuple[tuple[int, int, int], Found] | None:
    """Slips, what was not typed, and (more is better) how many names fit; with what was meant."""
    fits = [_fits(entry, word, fit) for word in words]
    if not all(fits):
        return None
    best = [min(one, key=lambda pair: pair[0]) for one in fits]
    named = [name for _, name in best]
    items = tuple(item for item in entry.bundle.items if _plain(item) in named)
    key = (sum(one.slips for one, _ in best), sum(one.untyped for one, _ in best), -sum(map(len, fits)))
    return key, Found(bundle=entry.bundle, items=items, meant="、".join(dict.fromkeys(named)))


def _fits(entry: Entry, word: str, fit: Fitting) -> list[tuple[Fit, str]]:
    if len(word) < SHORTEST:
        return []
    return [(one, name) for name in (*entry.names, *entry.items) if (one := fit(word, name))]


def _joined(words: Sequence[str]) -> list[tuple[str, ...]]:
    """First as one word, for syllables may be typed apart: she bao ka."""
    apart = tuple(words)
    return [("".join(words),), apart] if len(words) > 1 and has_letters("".join(words)) else [apart]


def _telling(index: Index, words: Sequence[str]) -> tuple[Found, ...]:
    """The few that share the most telling pairs of signs with the query."""
    asked = _pairs(words)
    spread = Counter(pair for entry in index for pair in entry.pairs & asked)
    telling = {pair for pair, times in spread.items() if times <= MOST_GUESSES}
    ranked = sorted(index, key=lambda entry: -len(telling & entry.pairs))
    return tuple(Found(bundle=entry.bundle) for entry in ranked[:MOST_GUESSES] if telling & entry.pairs)


def _words(query: str) -> list[str]:
    return re.sub(r"[^\w]+", " ", _plain(query)).split()


def _pairs(words: Sequence[str]) -> set[str]:
    """Every two neighbouring signs of one word."""
    return {first + second for word in words for first, second in pairwise(word)}


def _plain(text: str) -> str:
    return normalize("NFKC", text).casefold()
