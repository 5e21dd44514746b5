"""Personal data as it may be shown where it need not be read in full."""


def mask_name(name: str) -> str:
    """张*三; of two characters 张*, of one only *."""
    if len(name) <= 2:
        return name[:1] + "*" if len(name) == 2 else "*" * len(name)
    return name[0] + "*" * (len(name) - 2) + name[-1]


def mask_citizen_id(number: str) -> str:
    """First three and last four characters."""
    return _first_three_last_four(number)


def mask_phone(number: str) -> str:
    """138****1234."""
    return _first_three_last_four(number)


def _first_three_last_four(text: str) -> str:
    hidden = len(text) - 7
    return text[:3] + "*" * hidden + text[-4:] if hidden > 0 else "*" * len(text)
