"""How Chinese signs sound, and how people spell them: readings without tones, the only place that asks pypinyin."""

import os
from functools import lru_cache

MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"))
DOUBLE = frozenset(whole for whole, _ in MERGED)
NASAL = ("an", "en", "in")


@lru_cache(maxsize=4096)
def readings_of(sign: str) -> tuple[str, ...]:
    """Every reading of one sign, the usual one first; letters and digits are read as they stand."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # single signs need no phrases: 14 MB of memory, not 57
    from pypinyin import Style, pinyin  # noqa: PLC0415 - a tenth of a second, paid by the first search that needs it

    found = pinyin(sign, style=Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(found[0])) if found else (sign,)


@lru_cache(maxsize=4096)
def spellings_of(sign: str) -> frozenset[str]:
    """Its readings as ears write them: z for zh, and in for ing, either way."""
    return frozenset(spelling for reading in readings_of(sign) for spelling in _as_ears_write(reading))


@lru_cache(maxsize=4096)
def beginnings_of(sign: str) -> frozenset[str]:
    """What may stand for the whole sign in letters: any of its spellings, or its initial alone."""
    initials = {initial for reading in readings_of(sign) for initial in (reading[0], reading[:2])}
    return spellings_of(sign) | {initial for initial in initials if len(initial) == 1 or initial in DOUBLE}


def sound_alike(first: str, second: str) -> bool:
    """Two signs that one may type for the other."""
    return first == second or not spellings_of(first).isdisjoint(spellings_of(second))


def _as_ears_write(reading: str) -> set[str]:
    ends = {reading}
    if reading.endswith(NASAL):
        ends.add(reading + "g")
    elif reading.removesuffix("g").endswith(NASAL):
        ends.add(reading.removesuffix("g"))
    return ends | {_other_begin(end) for end in ends}


def _other_begin(spelling: str) -> str:
    """Zh for z and the other way round."""
    for whole, flat in MERGED:
        if spelling.startswith(whole):
            return flat + spelling[len(whole) :]
        if spelling.startswith(flat) and len(spelling) > 1:
            return whole + spelling[len(flat) :]
    return spelling
