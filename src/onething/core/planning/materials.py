"""One material list: each material of each party once, and why it is needed, exempt, deferrable or not needed."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from onething.core.calendar import Unit
from onething.core.definitions import Deferral, ExemptBy, Exemption, Material
from onething.core.planning.needs import Need
from onething.core.planning.parties import Parties
from onething.core.planning.plan import Certainty, MaterialUse, PlannedMaterial, Reason, Treatment
from onething.core.planning.selection import Holding, Holdings, Instance
from onething.core.rules import Truth

Producers = dict[str, list[tuple[Instance, str]]]

_SUREST = (ExemptBy.GENERATED_FORM, ExemptBy.LICENCE, ExemptBy.SHARED_DATA, ExemptBy.EARLIER_COPY)
_PLACES = {
    ExemptBy.LICENCE: "电子证照",
    ExemptBy.SHARED_DATA: "登记部门的数据",
    ExemptBy.EARLIER_COPY: "以前交过的材料",
}


class _Answered(NamedTuple):
    """How one material of one party is dealt with."""

    treatment: Treatment
    reason: Reason
    by: Exemption | None = None
    certainty: Certainty | None = None
    producer: Instance | None = None


_TO_SUBMIT = _Answered(Treatment.SUBMIT, Reason("submit", "需要您提供。"))
_GENERATED = Reason("generated", "填完表后由系统自动生成，不用您另写。")


def read_producers(applying: tuple[Instance, ...], parties: Parties) -> Producers:
    """Which applying instance provides which material, for whom."""
    producers: Producers = {}
    for instance in applying:
        result = instance.item.result
        if result.provides:
            holders = parties.of(result.holder or instance.entry.per, subject=instance.subject, per=instance.entry.per)
            producers.setdefault(result.provides, []).extend((instance, holder) for holder in holders)
    return producers


def producer_of(need: Need, producers: Producers) -> Instance | None:
    """The other instance of this plan whose result serves as the needed material."""
    for instance, holder in producers.get(need.material.code, ()):
        if instance.key != need.instance.key and (holder == need.party or not holder or not need.party):
            return instance
    return None


def merge_materials(
    needs: list[Need], producers: Producers, holdings: Holdings, parties: Parties
) -> tuple[PlannedMaterial, ...]:
    """Group by (party, material), keep the order of the pack."""
    groups: defaultdict[tuple[str, str], list[Need]] = defaultdict(list)
    for need in needs:
        groups[need.party, need.material.code].append(need)
    return tuple(_merged(group, producers, holdings, parties) for group in groups.values())


def _merged(group: list[Need], producers: Producers, holdings: Holdings, parties: Parties) -> PlannedMaterial:
    asking = [need for need in group if need.truth is Truth.TRUE]
    first = (asking or group)[0]
    material = first.material
    answered = _answer(group, asking, producers, holdings)
    submit = answered.treatment is Treatment.SUBMIT
    return PlannedMaterial(
        key=f"{first.party}:{material.code}" if first.party else material.code,
        material=material.code,
        name=material.name,
        party=first.party,
        party_label=parties.label(first.party),
        treatment=answered.treatment,
        uses=tuple([MaterialUse(n.instance.key, n.instance.item.name, n.text, n.basis) for n in asking]),
        reasons=(answered.reason,),
        exempt_by=answered.by.by if answered.by else None,
        exempt_reference=answered.by.reference if answered.by else "",
        exempt_field=answered.by.field if answered.by else "",
        certainty=answered.certainty,
        from_item=answered.producer.key if answered.producer else "",
        original=True in [need.original for need in asking],
        deferrable_half_days=_deferrable(material.deferral) if submit else None,
        pledgeable=submit and material.pledge is not None,
        review_points=material.review_points,
    )


def _deferrable(deferral: Deferral | None) -> int | None:
    """The span in half working days; calendar days are not offered before a start date is known."""
    return deferral.within.amount if deferral and deferral.within.unit is Unit.WORKING_DAY else None


def _answer(group: list[Need], asking: list[Need], producers: Producers, holdings: Holdings) -> _Answered:
    if not asking:
        return _not_asked(group)
    producer = producer_of(asking[0], producers)
    if producer:
        text = f"由“{producer.item.name}”办出后自动取得，不用您提交。"
        upstream = Exemption(ExemptBy.UPSTREAM_RESULT, producer.item.code)
        reason = Reason("upstream", text)
        return _Answered(Treatment.EXEMPT, reason, upstream, Certainty.CERTAIN, producer)
    way = _way(asking[0].material)
    return _by_exemption(way, holdings.get((asking[0].party, asking[0].material.code))) if way else _TO_SUBMIT


def _not_asked(group: list[Need]) -> _Answered:
    doubtful = next((need for need in group if need.truth is Truth.UNKNOWN), None)
    if doubtful:
        return _Answered(Treatment.OPEN, Reason("open", "要看后面问题的回答。"))
    why = next((need.text for need in group if need.text), "")
    return _Answered(Treatment.NOT_NEEDED, Reason("not_needed", f"{why}，不用提交。" if why else "您的情形不用提交。"))


def _way(material: Material) -> Exemption | None:
    """How it may be exempt, the surest way when there are several."""
    ways = {exemption.by: exemption for exemption in material.exemptions}
    for by in _SUREST if ways else ():
        if by in ways:
            return ways[by]
    return None


def _day(iso: str) -> str:
    """The day as people write it."""
    day = date.fromisoformat(iso) if iso else None
    return f"{day.year}年{day.month}月{day.day}日" if day else "以前"


def _by_exemption(way: Exemption, holding: Holding | None) -> _Answered:
    if way.by is ExemptBy.GENERATED_FORM:
        return _Answered(Treatment.EXEMPT, _GENERATED, way, Certainty.CERTAIN)
    place = _PLACES[way.by]
    chosen = way.by is ExemptBy.EARLIER_COPY
    if holding is None:
        text = "以前办事交过的，填表时可以选用，不用再交。" if chosen else f"填表时自动查{place}，查到就不用交。"
        reason = Reason("expected", text)
        return _Answered(Treatment.EXEMPT, reason, way, Certainty.EXPECTED)
    if not holding.held:
        text = "需要您提供；以前办事交过的，可以选用。" if chosen else f"{place}里没有查到，需要您提供。"
        return _Answered(Treatment.SUBMIT, Reason("not_found", text))
    seen = f"；来自{holding.source}，{_day(holding.as_of)}查得" if holding.source and holding.as_of else ""
    text = (
        f"用您{_day(holding.as_of)}在{holding.source}里交过的，不用再交。"
        if chosen
        else f"已在{place}里查到，不用交{seen}。"
    )
    return _Answered(Treatment.EXEMPT, Reason("held", text), way, Certainty.CERTAIN)
