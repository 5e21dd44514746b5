"""Publication review: where every demand comes from, and that nothing is asked that government issued.

Source: 国务院关于在线政务服务的若干规定 7 (what sharing gives is not asked again); facts marked unconfirmed start no duty.
"""

import re
from collections.abc import Iterator

from onething.core.definitions.basis import Basis, Mark
from onething.core.definitions.bundles import Bundle
from onething.core.definitions.effects import AddMaterial, Route, SetMode
from onething.core.definitions.elements import Element, ElementKind, ElementSource
from onething.core.definitions.items import Item
from onething.core.definitions.library import Library, Parameters
from onething.core.definitions.limits import LimitKind
from onething.core.definitions.materials import AfterCheck, ExemptBy, Material, MaterialOrigin, Risk
from onething.core.definitions.review_references import unknown_code
from onething.core.definitions.review_terms import Finding, Severity, note, refuse, warn

BY_PLEDGE = "pledge"
ALL_OF_THEM = 100
VAGUE = re.compile("其他|其它|等相关|等材料")


def review_sources(
    bundle: Bundle, library: Library, parameters: Parameters, *, demonstration: bool
) -> Iterator[Finding]:
    """Bases, marks, exemptions, and where the fields of the form come from."""
    items = [library.items[entry.item] for entry in bundle.items if entry.item in library.items]
    for item in items:
        yield from _item_bases(item)
        yield from _unconfirmed_limit(item, demonstration=demonstration)
        yield from _pledge(item, bundle, parameters, demonstration=demonstration)
    yield from _effect_bases(bundle, demonstration=demonstration)
    for code in used_materials(bundle, items):
        if code in library.materials:
            yield from _material(library.materials[code], parameters, demonstration=demonstration)
            yield from _ways(library.materials[code], bundle, library)
    for code in dict.fromkeys(field.element for item in items for field in item.fields):
        if code in library.elements:
            yield from _element(library.elements[code], bundle, library)
    yield from _term(parameters, demonstration=demonstration)
    yield from _invented(bundle, parameters, demonstration=demonstration)


def used_materials(bundle: Bundle, items: list[Item]) -> list[str]:
    """Materials the bundle may ask for, each once, in the order of the pack."""
    added = [
        effect.material
        for question in bundle.questions
        for option in question.options
        for effect in option.effects
        if isinstance(effect, AddMaterial)
    ]
    return list(dict.fromkeys([*(need.material for item in items for need in item.materials), *added]))


def _item_bases(item: Item) -> Iterator[Finding]:
    if not any(basis.document for basis in item.bases):
        yield refuse(
            "item_without_basis", ("item", item.code, "bases"), f"“{item.name}”没有设定依据。请写明文件和条款。"
        )
    for need in item.materials:
        where = ("item", item.code, "materials", need.material)
        if not need.basis.document:
            yield refuse("material_without_basis", where, f"“{item.name}”要这份材料，但没有依据。请写明，或不再要它。")
    doubtful = sum(not basis.confirmed for basis in (*item.bases, *(need.basis for need in item.materials)))
    if doubtful:
        message = f"“{item.name}”有 {doubtful} 处依据待核，页面会标“待核”。核对原文后请改 mark。"
        yield note("unconfirmed_basis", ("item", item.code, "bases"), message)
    if item.statutory.kind is not LimitKind.FIXED and not item.statutory.basis.confirmed:
        message = f"“{item.name}”没有法定时限一事待核，页面会标“待核”。"
        yield note("unconfirmed_absence", ("item", item.code, "statutory"), message)


def _unconfirmed_limit(item: Item, *, demonstration: bool) -> Iterator[Finding]:
    if item.statutory.kind is LimitKind.FIXED and not item.statutory.basis.confirmed:
        message = f"“{item.name}”的法定时限待核，会让部门承担没有核对过的期限。请核对原文，或改为不设时限。"
        yield duty("unconfirmed_limit", ("item", item.code, "statutory"), message, demonstration=demonstration)


def _pledge(item: Item, bundle: Bundle, parameters: Parameters, *, demonstration: bool) -> Iterator[Finding]:
    """What is granted by pledge needs words to sign, a source for the duty, and a check that can be as near as it should."""
    where = ("parameters", parameters.region, "item_pledges", item.code)
    by_pledge = any(
        isinstance(effect, SetMode) and (effect.item, effect.mode) == (item.code, BY_PLEDGE)
        for question in bundle.questions
        for option in question.options
        for effect in option.effects
    )
    if by_pledge and item.pledge is None:
        message = f"“{item.name}”可以按告知承诺办，但本地没有写承诺内容、办理条件和核查办法，申请人没有东西可签。请在本地参数的 item_pledges 里写明。"
        yield note("pledge_without_words", where, message)
    if item.pledge and not by_pledge:
        message = f"写了“{item.name}”的告知承诺，但没有一个回答会按承诺办理，申请人见不到它。请在问题的选项上写 set_mode，或者删去它。"
        yield note("pledge_never_offered", where, message)
    if item.pledge:
        yield from _promised(item.name, item.pledge.basis, item.pledge.check, where, demonstration=demonstration)


def _promised(
    name: str, basis: Basis, check: AfterCheck | None, where: tuple[str, ...], *, demonstration: bool
) -> Iterator[Finding]:
    """One entry of the lists of deferrals and pledges."""
    if not basis.confirmed:
        message = f"“{name}”的容缺或承诺依据待核，会让申请人承担没有核对过的义务。请核对依据。"
        yield duty("unconfirmed_duty", where, message, demonstration=demonstration)
    if check and check.risk is Risk.HIGH and check.share != ALL_OF_THEM:
        message = f"“{name}”风险高，要件件核查，却写了抽查比例 {check.share}。请去掉 share，或者把风险改为 low。"
        yield refuse("high_risk_sampled", (*where, "check", "share"), message)
    if check and check.risk is Risk.LOW and check.share == ALL_OF_THEM:
        message = f"“{name}”风险低却件件核查，会增加企业和部门的负担。请写明抽查比例 share。"
        yield warn("low_risk_all_checked", (*where, "check", "share"), message)


def _effect_bases(bundle: Bundle, *, demonstration: bool) -> Iterator[Finding]:
    for question in bundle.questions:
        for option in question.options:
            where = ("bundle", bundle.code, "questions", question.code, option.code)
            for effect in option.effects:
                if isinstance(effect, AddMaterial) and not effect.basis.document:
                    message = f"选“{option.label}”要多交一份材料，但没有依据。请写明，或不再要它。"
                    yield refuse("material_without_basis", where, message)
                if isinstance(effect, Route) and not effect.basis.confirmed:
                    message = f"选“{option.label}”就不能在这里办，理由待核。请核对依据，不能凭待核的理由拒办。"
                    yield duty("unconfirmed_refusal", where, message, demonstration=demonstration)


def _material(material: Material, parameters: Parameters, *, demonstration: bool) -> Iterator[Finding]:
    where = ("material", material.code)
    local = ("parameters", parameters.region, "deferrals", material.code)
    deferred_at = local if material.code in parameters.deferrals else (*where, "deferral")
    if material.origin is MaterialOrigin.GOVERNMENT and not material.exemptions:
        message = f"“{material.name}”由政府部门核发，却没有免提交的途径。请写明用证照还是数据共享取得，或不再要它。"
        yield refuse("government_material_asked", (*where, "exemptions"), message)
    if VAGUE.search(material.name):
        message = f"材料名称“{material.name}”含兜底说法，申请人不知道该交什么。请逐份写明。"
        yield warn("vague_material", (*where, "name"), message)
    pledges = ("parameters", parameters.region, "pledges", material.code)
    pledged_at = pledges if material.code in parameters.pledges else (*where, "pledge")
    for at, given in ((deferred_at, material.deferral), (pledged_at, material.pledge)):
        if given:
            yield from _promised(material.name, given.basis, given.check, at, demonstration=demonstration)
    if material.deferral and material.deferral.rectify is None:
        message = f"“{material.name}”可以容缺后补，但没有写到期不补怎么办：申请人不知道后果，办件会一直停着。请写明责令补齐的时间（rectify）。"
        yield duty("deferral_without_order", deferred_at, message, demonstration=demonstration)
    if material.deferral and material.deferral.check is None:
        message = f"“{material.name}”可以容缺后补，但没有写办结后怎么核查。请写明风险、期限和比例（check）。"
        yield warn("deferral_without_check", deferred_at, message)
    if material.pledge and material.pledge.check is None:
        message = f"“{material.name}”可以用告知承诺代替，但没有写办结后怎么核查。请写明风险、期限和比例（check）。"
        yield warn("pledge_without_check", pledged_at, message)


def _ways(material: Material, bundle: Bundle, library: Library) -> Iterator[Finding]:
    """Whoever says that a register proves the material must name one that there is."""
    for way in material.exemptions:
        if way.by is ExemptBy.SHARED_DATA:
            yield from _register(way.reference, bundle, library, ("material", material.code, "exemptions"))


def _register(code: str, bundle: Bundle, library: Library, where: tuple[str, ...]) -> Iterator[Finding]:
    yield from unknown_code("register", code, library.registers, where)
    role = library.registers[code].kept_under if code in library.registers else ""
    if role:
        yield from unknown_code("role", role, {declared.code for declared in bundle.roles}, where)


def _term(parameters: Parameters, *, demonstration: bool) -> Iterator[Finding]:
    if parameters.correction_term and not parameters.correction_term.basis.confirmed:
        message = "补正期限的依据待核，申请人会因为过期被终止办理。请核对依据，或不规定期限。"
        yield duty(
            "unconfirmed_duty",
            ("parameters", parameters.region, "correction_term"),
            message,
            demonstration=demonstration,
        )
    if parameters.told_on_delivery and not parameters.told_on_delivery.confirmed:
        message = "补正书以送达之日为告知之日的依据待核，没有送达的会视为受理。请核对依据，或不作规定，以出具之日为准。"
        yield duty(
            "unconfirmed_duty",
            ("parameters", parameters.region, "told_on_delivery"),
            message,
            demonstration=demonstration,
        )


def _element(element: Element, bundle: Bundle, library: Library) -> Iterator[Finding]:
    where = ("element", element.code)
    if element.source is ElementSource.DERIVE and element.derive_from not in library.elements:
        message = f"“{element.label}”由别的数据元推出，但没有说是哪一个。请写明 derive_from。"
        yield refuse("derive_without_origin", (*where, "derive_from"), message)
    if element.source is ElementSource.SHARE and not (element.resource and element.resource_field):
        message = f"“{element.label}”来自共享数据，但没有说是哪个资源的哪个字段。请写明 resource 和 resource_field。"
        yield refuse("share_without_resource", (*where, "resource"), message)
    elif element.resource:
        yield from _register(element.resource, bundle, library, (*where, "resource"))
    if element.kind is ElementKind.CHOICE and not element.choices:
        message = f"“{element.label}”是选择项，但没有列出选项。请写明 choices。"
        yield refuse("choice_without_choices", (*where, "choices"), message)


def _invented(bundle: Bundle, parameters: Parameters, *, demonstration: bool) -> Iterator[Finding]:
    """Invented local figures may stand only in the invented region."""
    if demonstration:
        return
    promises = [(code, promise.basis) for code, promise in parameters.item_promises.items()]
    promises += [(code, promise.basis) for code, promise in parameters.bundle_promises.items() if code == bundle.code]
    for code, basis in promises:
        if basis.mark is Mark.DEMONSTRATION:
            message = f"“{code}”的承诺是演示值，不能在演示地区以外公布。请换成本地公布的承诺。"
            yield refuse("demonstration_figure", ("parameters", parameters.region, code), message)


def duty(code: str, where: tuple[str, ...], message: str, *, demonstration: bool) -> Finding:
    """Unconfirmed facts that bind somebody stop publication, except in the demonstration region, visibly."""
    if demonstration:
        return Finding(code, Severity.WARN, where, f"{message}（演示地区放行，页面标明）")
    return refuse(code, where, message)
