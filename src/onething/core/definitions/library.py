"""What a bundle is compiled against: the items, materials, elements and bodies it names, and the local layer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from onething.core.definitions.elements import Element
from onething.core.definitions.items import Item
from onething.core.definitions.limits import Promise
from onething.core.definitions.materials import Material


@dataclass(frozen=True, slots=True)
class Body:
    """An implementing body (实施主体) as the guide names it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Library:
    """Definitions by code."""

    items: Mapping[str, Item]
    materials: Mapping[str, Material]
    elements: Mapping[str, Element]
    bodies: Mapping[str, Body]


@dataclass(frozen=True, slots=True)
class Parameters:
    """The region's own layer (地方参数): promises by item code and by bundle code. It never touches the other two."""

    region: str = ""
    version: str = ""
    item_promises: Mapping[str, Promise] = field(default_factory=dict)
    bundle_promises: Mapping[str, Promise] = field(default_factory=dict)
