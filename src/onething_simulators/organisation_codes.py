"""The check characters of a 统一社会信用代码, worked out here so that simulators share no code with the product.

GB 32100-2015 (modulus 31) with a GB 11714 organisation code (modulus 11) in places 9 to 17.
"""

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WHOLE_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def is_valid_uscc(text: str) -> bool:
    """Say whether the text is 18 characters with both check characters right."""
    if len(text) != 18 or not set(text) <= set(CHARACTERS):
        return False
    return text[16] == _organisation_check(text[8:16]) and text[17] == _whole_check(text[:17])


def make_uscc(*, region: str, organisation: str) -> str:
    """An enterprise's code (91) of the region for the first 8 characters of an organisation code."""
    first_17 = f"91{region}{organisation}{_organisation_check(organisation)}"
    return first_17 + _whole_check(first_17)


def _organisation_check(first_8: str) -> str:
    values = zip(ORGANISATION_WEIGHTS, map(WHOLE_CHARACTERS.index, first_8), strict=True)
    return "0123456789X0"[11 - sum(weight * value for weight, value in values) % 11]


def _whole_check(first_17: str) -> str:
    total = sum(3**place % 31 * CHARACTERS.index(char) for place, char in enumerate(first_17))
    return CHARACTERS[-total % 31]
