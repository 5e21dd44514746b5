"""From the plain mapping of a pack document to an Organisation, with every problem it has.

Shape: `regions: [{code, name, kind, parent}]`, `entries: [{code, name, kind, uscc, region, phone, address, review_organ, court,
review_online, complaint, sites: [...]}]`, `sites: [{code, name, kind, parent, body, region, address, hours, phone, windows: [{number, name, mandate, bundles}]}]`;
a document of kind `sites` holds its sites under `entries`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from onething.core.definitions import BodyKind
from onething.core.identifiers import check_uscc
from onething.modules.organisation.domain.problems import Findings, ProblemCode
from onething.modules.organisation.domain.reading_mandates import read_mandates
from onething.modules.organisation.domain.texts import each, needed, optional
from onething.modules.organisation.domain.values import (
    BodyInfo,
    Organisation,
    RegionInfo,
    RegionKind,
    SiteInfo,
    SiteKind,
    WindowInfo,
)

Data = Mapping[str, Any]
ORGAN_USCC, ENTERPRISE_USCC = "11", "9"
"""How the codes of organs (机关) and of enterprises begin (GB 32100-2015, 登记管理部门代码和机构类别代码)."""
MISFIT = {
    True: "统一社会信用代码是企业的，企业不作行政行为，文书不能写复议和诉讼。请写 kind: service 和它的投诉渠道。",
    False: "统一社会信用代码是机关的，不能写 kind: service。请改正。",
}


@dataclass(slots=True)
class Known:
    """What may be referred to: paths of regions and sites by code, codes of bodies; it grows while reading."""

    regions: dict[str, str] = field(default_factory=dict)
    bodies: set[str] = field(default_factory=set)
    sites: dict[str, str] = field(default_factory=dict)


def read_organisation(*, data: Data, known: Known, findings: Findings) -> Organisation:
    """Read one document; what it refers to must be known already or stand earlier in it."""
    sites_alone = data.get("kind") == "sites"
    bodies_at, sites_at = ("", "entries") if sites_alone else ("entries", "sites")
    regions = tuple(_region(entry, where, known, findings) for where, entry in each(data, "regions", findings))
    bodies, nested = [], []
    for where, entry in each(data, bodies_at, findings):
        body = _body(entry, where, known, findings)
        bodies.append(body)
        nested += [(at, site, body) for at, site in each(entry, "sites", findings, within=where)]
    sites = [_site(site, where, known, findings, body=body) for where, site, body in nested]
    sites += [_site(site, where, known, findings, body=None) for where, site in each(data, sites_at, findings)]
    mandates = read_mandates(data, bodies=known.bodies, sites=known.sites, findings=findings)
    found = Organisation(regions=regions, bodies=tuple(bodies), sites=tuple(sites), mandates=mandates)
    _refuse_doubles(found, findings)
    return found


def _region(entry: Data, where: str, known: Known, findings: Findings) -> RegionInfo:
    code = needed(entry, "code", where, findings, at_most=12)
    parent = optional(entry, "parent", where, findings, at_most=12)
    above = known.regions.get(parent, "/")
    if parent and parent not in known.regions:
        findings.note(
            where, ProblemCode.REGION_UNKNOWN, f"上级区划“{parent}”还没有登记。请把上级写在前面，或改正编码。"
        )
    path = known.regions[code] = f"{above}{code}/"
    kind = _kind(RegionKind, entry.get("kind", RegionKind.REGION), where, findings) or RegionKind.REGION
    return RegionInfo(code=code, name=needed(entry, "name", where, findings), kind=kind, path=path)


def _body(entry: Data, where: str, known: Known, findings: Findings) -> BodyInfo:
    code = needed(entry, "code", where, findings, at_most=32)
    known.bodies.add(code)
    kind, uscc = _body_kind(entry, where, findings), _uscc(entry, where, findings)
    if uscc.startswith(ENTERPRISE_USCC if kind.acts_in_law else ORGAN_USCC):
        findings.note(f"{where}.kind", ProblemCode.KIND_MISFIT, MISFIT[kind.acts_in_law])
    return BodyInfo(
        code=code,
        name=needed(entry, "name", where, findings, at_most=120),
        kind=kind,
        uscc=uscc,
        region_path=_region_path(needed(entry, "region", where, findings), where, known, findings),
        phone=needed(entry, "phone", where, findings, at_most=60),
        address=needed(entry, "address", where, findings, at_most=200),
        **_where_to_turn(entry, kind, where, findings),
    )


def _body_kind(entry: Data, where: str, findings: Findings) -> BodyKind:
    kind: BodyKind | None = _kind(BodyKind, entry.get("kind", BodyKind.ORGAN), where, findings)
    return kind or BodyKind.ORGAN


def _where_to_turn(entry: Data, kind: BodyKind, where: str, findings: Findings) -> dict[str, str]:
    """What its papers must tell, and nothing that they may not."""
    told = {"review_organ": 120, "review_online": 200, "court": 120} if kind.acts_in_law else {"complaint": 200}
    return {name: needed(entry, name, where, findings, at_most=most) for name, most in told.items()}


def _site(entry: Data, where: str, known: Known, findings: Findings, *, body: BodyInfo | None) -> SiteInfo:
    code = needed(entry, "code", where, findings, at_most=64)
    path = known.sites[code] = f"{_parent_path(entry, where, known, findings)}{code}/"
    body_code = body.code if body else _body_code(entry, where, known, findings)
    region = body.region_path if body and "region" not in entry else _own_region(entry, where, known, findings)
    return SiteInfo(
        code=code,
        name=needed(entry, "name", where, findings, at_most=120),
        kind=_kind(SiteKind, entry.get("kind", SiteKind.CENTRE), where, findings) or SiteKind.CENTRE,
        path=path,
        body_code=body_code,
        region_path=region,
        address=needed(entry, "address", where, findings, at_most=200),
        hours=needed(entry, "hours", where, findings, at_most=200),
        phone=needed(entry, "phone", where, findings, at_most=60),
        windows=tuple(_window(one, at, code, findings) for at, one in each(entry, "windows", findings, within=where)),
    )


def _window(entry: Data, where: str, site_code: str, findings: Findings) -> WindowInfo:
    return WindowInfo(
        site_code=site_code,
        number=needed(entry, "number", where, findings, at_most=20),
        name=needed(entry, "name", where, findings, at_most=100),
        mandate=optional(entry, "mandate", where, findings, at_most=300),
        bundles=tuple(str(code) for code in entry.get("bundles", ())),
    )


def _uscc(entry: Data, where: str, findings: Findings) -> str:
    typed = needed(entry, "uscc", where, findings, at_most=40)
    checked = check_uscc(typed)
    for failure in checked.failures if typed else ():
        findings.note(f"{where}.uscc", ProblemCode.USCC, failure.message)
    return checked.value or ""


def _own_region(entry: Data, where: str, known: Known, findings: Findings) -> str:
    return _region_path(needed(entry, "region", where, findings), where, known, findings)


def _region_path(code: str, where: str, known: Known, findings: Findings) -> str:
    if code and code not in known.regions:
        findings.note(where, ProblemCode.REGION_UNKNOWN, f"区划“{code}”还没有登记。请在 regions 中登记，或改正编码。")
    return known.regions.get(code, "")


def _body_code(entry: Data, where: str, known: Known, findings: Findings) -> str:
    code = optional(entry, "body", where, findings)
    if code and code not in known.bodies:
        findings.note(where, ProblemCode.BODY_UNKNOWN, f"部门“{code}”还没有登记。请先登记部门，或改正编码。")
    return code


def _parent_path(entry: Data, where: str, known: Known, findings: Findings) -> str:
    parent = optional(entry, "parent", where, findings)
    if parent and parent not in known.sites:
        findings.note(where, ProblemCode.SITE_UNKNOWN, f"上级场所“{parent}”还没有登记。请把上级写在前面，或改正编码。")
    return known.sites.get(parent, "/")


def _kind(kinds: Any, value: object, where: str, findings: Findings) -> Any:
    names = [kind.value for kind in kinds]
    if value in names:
        return kinds(value)
    findings.note(where, ProblemCode.KIND_UNKNOWN, f"kind 不认识。请从 {'、'.join(names)} 中选一个。")
    return None


def _refuse_doubles(found: Organisation, findings: Findings) -> None:
    for place, name, values in _unique_values(found):
        seen: set[str] = set()
        for value in values:
            if value and value in seen:
                findings.note(place, ProblemCode.DOUBLE, f"{name}“{value}”出现了不止一次。请合并或改正。")
            seen.add(value)


def _unique_values(found: Organisation) -> Iterator[tuple[str, str, list[str]]]:
    yield "regions", "区划编码", [region.code for region in found.regions]
    yield "entries", "部门编码", [body.code for body in found.bodies]
    yield "entries", "统一社会信用代码", [body.uscc for body in found.bodies]
    yield "sites", "场所编码", [site.code for site in found.sites]
    for site in found.sites:
        yield f"sites[{site.code}]", "窗口号", [window.number for window in site.windows]
