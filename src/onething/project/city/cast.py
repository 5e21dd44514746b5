"""The people of the simulators, by key, and as whom they act here: logged in, at a window, at a desk."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from onething.modules.identity.api import (
    Assurance,
    AuthorityKind,
    EnterpriseClaim,
    VerifiedIdentity,
    act_under,
    actor_for,
    authorities_held,
    find_staff,
    log_in_citizen,
)
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor, Role

FILES = ("people.json", "townspeople.json")
PROVIDER = "national"


class NoTown(Exception):
    """The simulators with their people are not installed."""


class NobodyThere(Exception):
    """A member of staff of the demonstration has no account, or no single post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One invented person."""

    key: str
    name: str
    id_number: str
    phone: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """One invented enterprise, and by key who acts for it as what."""

    key: str
    name: str
    uscc: str
    relations: Mapping[str, AuthorityKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Everybody by key."""

    persons: Mapping[str, Person]
    firms: Mapping[str, Firm]


@cache
def read_town() -> Town:
    """The people files of the simulators, read as data."""
    found = find_spec("onething_simulators")
    if found is None or found.origin is None:
        raise NoTown
    documents = [json.loads((Path(found.origin).parent / name).read_text(encoding="utf-8")) for name in FILES]
    return Town(
        persons={row["key"]: _person(row) for document in documents for row in document["persons"]},
        firms={row["key"]: _firm(row) for document in documents for row in document["firms"]},
    )


def citizen(key: str, *, now: datetime, acting_for: str = "") -> Actor:
    """The person logged in with the provider; with a firm's key, acting for it."""
    town = read_town()
    person = town.persons[key]
    identity = VerifiedIdentity(
        subject=f"city-{key}",
        name=person.name,
        id_number=person.id_number,
        phone=person.phone,
        assurance=Assurance.HIGH,
        enterprises=tuple(
            EnterpriseClaim(uscc=firm.uscc, name=firm.name, kind=firm.relations[key])
            for firm in town.firms.values()
            if key in firm.relations
        ),
    )
    account = log_in_citizen(identity=identity, provider=PROVIDER, now=now).user
    actor = actor_for(account, channel="portal", post="", now=now)
    if not acting_for:
        return actor
    held = authorities_held(actor=actor, on=legal_day(now))
    name = town.firms[acting_for].name
    return act_under(actor, next(authority for authority in held if authority.principal_name == name))


def staff(login: str, *, now: datetime) -> Actor:
    """A member of staff in their one post."""
    account = find_staff(login)
    actor = actor_for(account, channel="desk", post="", now=now) if account else None
    if actor is None or actor.role is Role.ANONYMOUS:
        raise NobodyThere(login)
    return replace(actor, channel="counter") if actor.role is Role.WINDOW_CLERK else actor


def _person(row: dict[str, Any]) -> Person:
    return Person(
        key=row["key"], name=row["name"], id_number=row["id_number"], phone=row["phone_number"], note=row["note"]
    )


def _firm(row: dict[str, Any]) -> Firm:
    handlers = dict.fromkeys(row["handlers"], AuthorityKind.HANDLER)
    return Firm(
        key=row["key"],
        name=row["name"],
        uscc=row["uscc"],
        relations=handlers | {row["legal_representative"]: AuthorityKind.LEGAL_REPRESENTATIVE},
    )
