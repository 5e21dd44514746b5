"""How far what was typed is from a name: the same signs, the same sounds, letters for signs, and slips. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from onething.channels.portal.sounds import beginnings_of, readings_of, sound_alike, spellings_of

ALIKE, WRONG = 1, 3  # a sign of the same sound; a wrong, missing or superfluous one
NEVER = 1000
FEWEST = 3  # names of fewer signs sound like a part of too many sentences


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fit:
    """How well a name fits, the best one least: slips first, then how much of the name was not typed."""

    slips: int
    untyped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A word by its sounds: all its spellings, and in letters with the place where each sign begins."""

    sounds: frozenset[str]
    letters: str
    begins: frozenset[int]
    pairs: frozenset[str]


def has_letters(word: str) -> bool:
    """Whether signs were typed as letters."""
    return any("a" <= sign <= "z" for sign in word)


def fit_sounds(word: str, name: str) -> Fit | None:
    """Full pinyin, initials, halves, and signs of the same sound, all mixed as people type them, without a slip."""
    met = max((_meet(word, name[start:]) for start in range(len(name))), default=0)
    return Fit(slips=0, untyped=len(name) - met) if met else None


def fit_slips(word: str, name: str) -> Fit | None:
    """Wrong letters, or wrong signs."""
    if has_letters(word):
        return _letters_with_slips(word, name) if word.isascii() else None
    return _part_with_slips(word, name) or _sentence_with_slips(word, name)


def _letters_with_slips(word: str, name: str) -> Fit | None:
    heard, allowed = hear(name), _allowed(len(word))
    shared = sum(pair in heard.pairs for pair in _pairs(word))
    if shared < len(word) - 1 - 2 * (allowed // WRONG):  # a slip spoils two pairs: most names end here
        return None
    starts = [
        0 if place in heard.begins and heard.letters[place] == word[0] else NEVER for place in range(len(heard.letters))
    ]
    slips = _slips(word, heard.letters, _same_letter, starts)
    return Fit(slips=slips, untyped=max(0, len(heard.letters) - len(word))) if 0 < slips <= allowed else None


def _part_with_slips(word: str, name: str) -> Fit | None:
    allowed, sounds = _allowed(len(word)), hear(name).sounds
    if sum(spellings_of(sign).isdisjoint(sounds) for sign in word) * WRONG > allowed:
        return None
    slips = _slips(word, name, _sign_for_sign, [0] * len(name))
    return Fit(slips=slips, untyped=max(0, len(name) - len(word))) if slips <= allowed else None


def _sentence_with_slips(word: str, name: str) -> Fit | None:
    """The whole name sounds in the sentence, with one other sign."""
    sounds = hear(word).sounds
    if not FEWEST <= len(name) < len(word) or any(spellings_of(sign).isdisjoint(sounds) for sign in name):
        return None
    slips = _slips(name, word, _sign_for_sign, [0] * len(word))
    return Fit(slips=slips, untyped=0) if slips <= ALIKE else None


def _allowed(length: int) -> int:
    """Two signs may be mistaken for others of their sound; every fourth sign may be wrong."""
    return max(2 * ALIKE, length // 4 * WRONG)


def _meet(word: str, signs: str) -> int:
    """How many signs, from the first on, the whole word stands for; 0 when it stands for others."""
    ends = {0}
    for count, sign in enumerate(signs, start=1):
        ends = {end + step for end in ends for step in _steps(word, end, sign)}
        if len(word) in ends:
            return count
        if not ends:
            break
    return 0


def _steps(word: str, at: int, sign: str) -> set[int]:
    """How much of what was typed may stand for this sign: itself, its sound, its initial, or at the end its half."""
    first = word[at]
    if first == sign:
        return {1}
    if not "a" <= first <= "z":
        return {1} if sound_alike(first, sign) else set()
    rest = len(word) - at
    whole = {len(letters) for letters in beginnings_of(sign) if word.startswith(letters, at)}
    return whole | ({rest} if any(letters.startswith(word[at:]) for letters in spellings_of(sign)) else set())


@lru_cache(maxsize=2048)
def hear(word: str) -> Heard:
    """The sounds of a name or of what was typed."""
    syllables = [readings_of(sign)[0] for sign in word]
    letters = "".join(syllables)
    return Heard(
        sounds=frozenset(spelling for sign in word for spelling in spellings_of(sign)),
        letters=letters,
        begins=frozenset(sum(map(len, syllables[:count])) for count in range(len(syllables))),
        pairs=frozenset(_pairs(letters)),
    )


def _pairs(letters: str) -> list[str]:
    return [first + second for first, second in pairwise(letters)]


def _slips(typed: str, name: str, cost: Callable[[str, str], int], starts: Sequence[int]) -> int:
    """The least slips by which what was typed becomes a part of the name from one of these starts (Sellers 1980)."""
    row: Sequence[int] = [*starts, NEVER]
    for sign in typed:
        above, row = row, [row[0] + WRONG]
        for place, other in enumerate(name):
            row.append(min(above[place] + cost(sign, other), above[place + 1] + WRONG, row[place] + WRONG))
    return min(row)


def _same_letter(first: str, second: str) -> int:
    return 0 if first == second else WRONG


def _sign_for_sign(first: str, second: str) -> int:
    if first == second:
        return 0
    return ALIKE if sound_alike(first, second) else WRONG
