"""The rooms of the house, lowest first: which of them exist decides which applications and addresses are loaded."""

from importlib.util import find_spec

PLATFORM = ("outbox", "logs", "files", "numbering")
ROOMS = (
    "organisation", "identity", "clients", "exchange", "notify", "licences", "catalogue", "guidance", "pledge", "hall", "papers",
    "intake", "handling", "joint_sessions", "hearings", "supervision", "payments", "delivery", "policies", "crossregion", "hotline", "consultation", "rating",
    "oversight", "assessment",
)  # fmt: skip
CHANNELS = ("design", "portal", "counter", "desk", "handbook", "kiosk", "cockpit", "api")


def platform_apps() -> tuple[str, ...]:
    """Platform rooms with tables."""
    return _built("onething.platform", PLATFORM, "models")


def module_apps() -> tuple[str, ...]:
    """Module rooms that are built (a room is built when it has an `apps.py`)."""
    return _built("onething.modules", ROOMS, "apps")


def channel_apps() -> tuple[str, ...]:
    """Channel rooms that are built; a channel with addresses also has a `urls.py`."""
    return _built("onething.channels", CHANNELS, "apps")


def with_part(apps: tuple[str, ...], part: str) -> tuple[str, ...]:
    """The given rooms' modules of this name, for those rooms that have one."""
    return tuple(f"{app}.{part}" for app in apps if find_spec(f"{app}.{part}"))


def _built(floor: str, rooms: tuple[str, ...], part: str) -> tuple[str, ...]:
    return tuple(
        f"{floor}.{room}" for room in rooms if find_spec(f"{floor}.{room}") and find_spec(f"{floor}.{room}.{part}")
    )
