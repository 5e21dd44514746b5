"""What an officer sees of the form before naming a purpose: enough to compare, not enough to copy. Pure."""

from onething.core.definitions import ElementKind
from onething.core.identifiers import mask_citizen_id, mask_name, mask_phone
from onething.modules.intake.api import FiledField

ADDRESS_SHOWN = 6
ACCOUNT_SHOWN = 4


def shown_value(entry: FiledField, *, unmasked: bool, value: str | None = None) -> str:
    """The value as it stands on the page (`value` gives another reading of the same field)."""
    text = entry.shown if value is None else value
    return text if unmasked or not entry.sensitive else mask(entry.kind, text)


def mask(kind: str, text: str) -> str:
    """Hidden by kind: names keep their ends, numbers first three and last four, days their year."""
    return HIDE.get(kind, _first_character)(text)


def _bank_account(text: str) -> str:
    return "*" * max(len(text) - ACCOUNT_SHOWN, 4) + text[-ACCOUNT_SHOWN:]


def _day(text: str) -> str:
    return f"{text[:4]}年**月**日"


def _address(text: str) -> str:
    return text[:ADDRESS_SHOWN] + "******"


def _first_character(text: str) -> str:
    return text[:1] + "******"


HIDE = {
    ElementKind.NAME.value: mask_name,
    ElementKind.CITIZEN_ID.value: mask_citizen_id,
    ElementKind.PHONE.value: mask_phone,
    ElementKind.BANK_ACCOUNT.value: _bank_account,
    ElementKind.DATE.value: _day,
    ElementKind.ADDRESS.value: _address,
}
