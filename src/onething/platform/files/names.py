"""What a file may be called here: no path, no invisible or direction-turning characters, a fitting ending."""

import unicodedata

LONGEST_NAME = 120
RESERVED = set('<>:"|?*\\/')
ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "application/pdf": (".pdf",),
    "application/ofd": (".ofd",),
}
UNNAMED = "未命名"


def ending_fits(name: str, media_type: str) -> bool:
    """Whether the name's ending is one of the type's, or the name has none."""
    _, ending = split_ending(name)
    return not ending or ending.lower() in ENDINGS[media_type]


def clean_name(name: str, media_type: str) -> str:
    """A safe name of at most 120 characters with the ending of its true type."""
    stem, _ = split_ending(name)
    kept = "".join("_" if character in RESERVED else character for character in stem)
    first_ending = ENDINGS[media_type][0]
    return (kept.strip(" .")[: LONGEST_NAME - len(first_ending)].rstrip() or UNNAMED) + first_ending


def split_ending(name: str) -> tuple[str, str]:
    """The last part of the path without invisible characters, split before its ending (at most five characters)."""
    visible = "".join(c for c in unicodedata.normalize("NFC", name) if not unicodedata.category(c).startswith("C"))
    base = visible.replace("\\", "/").rsplit("/", 1)[-1].strip()
    stem, dot, ending = base.rpartition(".")
    if dot and 1 <= len(ending) <= 4 and ending.isascii() and ending.isalnum():
        return stem, f".{ending}"
    return base, ""
