"""What a bundle is compiled against: the items, materials, elements and bodies it names, and the local layer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, TypeVar

from onething.core.calendar import Span
from onething.core.definitions.basis import Basis
from onething.core.definitions.elements import Element
from onething.core.definitions.items import Automatic, Item, Supervision
from onething.core.definitions.limits import Promise
from onething.core.definitions.materials import Deferral, Material, Pledge
from onething.core.definitions.registers import Register
from onething.core.states import Labelled

Known = TypeVar("Known", Item, Material)


class BodyKind(Labelled):
    """Whether what a body does is an administrative act (行政行为): that of a public service provider is none.

    Source: 行政复议法 第二条, 行政诉讼法 第二条 (both name organs and the organisations that law authorises).
    """

    ORGAN = "organ", "行政机关"
    AUTHORISED = "authorised", "法律法规授权的组织"
    SERVICE = "service", "公共服务单位"

    @property
    def acts_in_law(self) -> bool:
        """Whether it decides in law, so that review and court are open against it."""
        return self is not BodyKind.SERVICE


@dataclass(frozen=True, slots=True)
class Body:
    """An implementing body (实施主体) as the guide names it."""

    code: str
    name: str
    kind: BodyKind = BodyKind.ORGAN


@dataclass(frozen=True, slots=True)
class Library:
    """Definitions by code."""

    items: Mapping[str, Item]
    materials: Mapping[str, Material]
    elements: Mapping[str, Element]
    bodies: Mapping[str, Body]
    registers: Mapping[str, Register] = field(default_factory=dict)

    def under(self, parameters: "Parameters") -> "Library":
        """The same library with what the region adds: what may follow later (容缺), pledges, rules, hearings, and who supervises."""
        return replace(
            self,
            materials=_with(self.materials, deferral=parameters.deferrals, pledge=parameters.pledges),
            items=_with(
                self.items,
                pledge=parameters.item_pledges,
                supervision=parameters.supervisions,
                automatic=parameters.automatics,
                hearing=parameters.hearings,
            ),
        )


def _with(known: Mapping[str, Known], **parts: Mapping[str, Any]) -> dict[str, Known]:
    """What is known by its codes, each with the parts that are given for it."""
    found = dict(known)
    for name, given in parts.items():
        for code in given.keys() & found.keys():
            found[code] = replace(found[code], **{name: given[code]})
    return found


@dataclass(frozen=True, slots=True)
class CorrectionTerm:
    """How long people have for what a correction notice asks (补正期限); no law sets it, so the region must."""

    within: Span
    basis: Basis


@dataclass(frozen=True, slots=True)
class Parameters:
    """The region's own layer (地方参数): promises by item and bundle, deferrals and pledges by material, pledges, rules, hearings, joint visits and supervision by item,
    and by item its code in the region's implementation list.

    It never touches the other two layers. Without a term, a correction notice names no day and nothing lapses; with a rule
    `told_on_delivery` it tells people only when it has reached them, without one when it is issued.
    """

    region: str = ""
    version: str = ""
    item_promises: Mapping[str, Promise] = field(default_factory=dict)
    bundle_promises: Mapping[str, Promise] = field(default_factory=dict)
    deferrals: Mapping[str, Deferral] = field(default_factory=dict)
    pledges: Mapping[str, Pledge] = field(default_factory=dict)
    item_pledges: Mapping[str, Pledge] = field(default_factory=dict)
    supervisions: Mapping[str, Supervision] = field(default_factory=dict)
    automatics: Mapping[str, Automatic] = field(default_factory=dict)
    hearings: Mapping[str, Basis] = field(default_factory=dict)
    visits: Mapping[str, str] = field(default_factory=dict)
    checklists: Mapping[str, str] = field(default_factory=dict)
    correction_term: CorrectionTerm | None = None
    told_on_delivery: Basis | None = None


def join_parameters(parts: Sequence[Parameters]) -> Parameters:
    """One local layer from the parts of a region; a later part never speaks of what an earlier one has said."""
    return reduce(_joined, parts, Parameters())


def _joined(first: Parameters, second: Parameters) -> Parameters:
    return Parameters(
        region=second.region,
        version=max(first.version, second.version),
        item_promises={**second.item_promises, **first.item_promises},
        bundle_promises={**second.bundle_promises, **first.bundle_promises},
        deferrals={**second.deferrals, **first.deferrals},
        pledges={**second.pledges, **first.pledges},
        item_pledges={**second.item_pledges, **first.item_pledges},
        supervisions={**second.supervisions, **first.supervisions},
        automatics={**second.automatics, **first.automatics},
        hearings={**second.hearings, **first.hearings},
        visits={**second.visits, **first.visits},
        checklists={**second.checklists, **first.checklists},
        correction_term=first.correction_term or second.correction_term,
        told_on_delivery=first.told_on_delivery or second.told_on_delivery,
    )
