"""The check character of a 公民身份号码, worked out here so that simulators share no code with the product. GB 11643."""

from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"


def check_character(first_17: str) -> str:
    """Return the 18th character that belongs to 17 digits."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first_17, strict=True))
    return CHECK_CHARACTERS[total % 11]


def is_valid_id_number(text: str) -> bool:
    """Say whether the text is 18 characters with a possible birth date and the right check character."""
    body = text[:17]
    if len(text) != 18 or not (body.isascii() and body.isdigit()):
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return text[17] == check_character(body)


def make_id_number(*, area: str, born: date, serial: int) -> str:
    """The number of an invented person: odd serials are men, even ones women."""
    first_17 = f"{area}{born:%Y%m%d}{serial:03}"
    return first_17 + check_character(first_17)
