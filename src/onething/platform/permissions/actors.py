"""The one who acts: account, role, person, post and the place the post belongs to."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest

from onething.platform.permissions.terms import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody acting in one role; region paths end with `/`, so that 99/01/ never reaches 99/010/.

    `person` is who really acts. Who acts under an authority (授权) acts for another person or an enterprise, and reaches
    only what is theirs; `bundles` are the codes it is limited to, and none of them means that it is not limited.
    """

    role: Role
    account: UUID | None = None
    person: UUID | None = None
    acting_for: UUID | None = None
    bundles: frozenset[str] = frozenset()
    post: UUID | None = None
    body_code: str = ""
    site_code: str = ""
    window: str = ""
    region_path: str = ""
    channel: str = ""

    def __post_init__(self) -> None:
        if self.region_path and not self.region_path.endswith("/"):
            raise ValueError(f"a region path ends with /: {self.region_path}")

    @property
    def principal(self) -> UUID | None:
        """Whose things these are: the other's one acts for, or one's own."""
        return self.acting_for or self.person

    def as_oneself(self) -> "Actor":
        """The same person acting for nobody else: for what is theirs whoever they act for."""
        return replace(self, acting_for=None, bundles=frozenset())

    def unlimited(self) -> "Actor":
        """The same without the limit to bundles: for the principal's own record, which no bundle divides."""
        return replace(self, bundles=frozenset())


ANONYMOUS = Actor(role=Role.ANONYMOUS)
HOUSE = Actor(role=Role.SYSTEM, channel="worker")
"""What the worker does by itself, asked by nobody."""
RULE = Actor(role=Role.SYSTEM, channel="rule")
"""What a published rule decides by itself."""


def actor_of(request: HttpRequest) -> Actor:
    """The actor that identity put on the request; without a login, nobody in particular."""
    actor = getattr(request, "actor", None)
    return actor if isinstance(actor, Actor) else ANONYMOUS
