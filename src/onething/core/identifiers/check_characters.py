"""The arithmetic of check characters.

Source: GB 11643 (ISO 7064 MOD 11-2), GB 32100 (mod 31), GB 11714 (mod 11), GB/T 17710 (ISO 7064 MOD 37,36).
"""

from string import ascii_uppercase, digits

from onething.core.identifiers.checked import Failure, FailureCode

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ALPHANUMERIC = digits + ascii_uppercase
_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_CHECKS = "10X98765432"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CHECKS = "0X987654321"


def citizen_check(body: str) -> str:
    """The 18th character for the 17 digits before it."""
    return _CITIZEN_CHECKS[_weighted(body, digits, _CITIZEN_WEIGHTS) % 11]


def uscc_check(body: str) -> str:
    """The 18th character for the 17 before it."""
    return USCC_ALPHABET[-_weighted(body, USCC_ALPHABET, _USCC_WEIGHTS) % 31]


def organisation_check(body: str) -> str:
    """The 9th character for the 8 before it."""
    return _ORGANISATION_CHECKS[_weighted(body, _ALPHANUMERIC, _ORGANISATION_WEIGHTS) % 11]


def hybrid_check(body: str) -> str:
    """ISO 7064 MOD 37,36 over digits and capital letters of any length."""
    running = 36
    for char in body:
        running = (running + _ALPHANUMERIC.index(char)) % 36 or 36
        running = running * 2 % 37
    return _ALPHANUMERIC[(37 - running) % 36]


def wrong_check(label: str) -> Failure:
    """Says that some character is wrong, without giving the right check character away."""
    return Failure(FailureCode.CHECK_CHARACTER, f"{label}的校验位对不上，说明其中至少有一位填错，请对照原件逐位核对。")


def _weighted(body: str, alphabet: str, weights: tuple[int, ...]) -> int:
    return sum(alphabet.index(char) * weight for char, weight in zip(body, weights, strict=True))
