"""Publication review: one broken definition for every finding; the sound one has none."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from onething.core.definitions import (
    Body,
    BodyKind,
    Finding,
    Library,
    Reader,
    Severity,
    by_code,
    question_names,
    read_bundle,
    read_element,
    read_item,
    read_material,
    read_parameters,
    read_register,
    review_bundle,
    stops,
)

LAW = {"document": "某条例", "article": "第1条", "mark": "confirmed"}
DOUBT = {"document": "某办法", "mark": "unconfirmed"}
INVENTED = {"document": "某市承诺", "mark": "demonstration"}
NO_LIMIT = {"kind": "none", "basis": LAW}

WATER = Body("water", "供水企业", BodyKind.SERVICE)
SOUND: dict[str, Any] = {
    "registers": [{"code": "resident", "label": "人口信息", "basic": True}, {"code": "births", "label": "出生信息"}],
    "elements": [
        {"code": "id-number", "label": "证件号码", "source": "share", "resource": "resident", "resource_field": "id"},
        {"code": "birth-date", "label": "出生日期", "source": "derive", "derive_from": "id-number"},
        {"code": "way", "label": "方式", "kind": "choice", "choices": [{"code": "a", "label": "甲"}]},
    ],
    "materials": [
        {
            "code": "certificate", "name": "证明", "nature": "certificate", "origin": "government",
            "exemptions": [{"by": "upstream_result"}],
        },
        {"code": "statement", "name": "申请书", "nature": "form", "origin": "applicant"},
    ],
    "items": [
        {
            "code": "issue", "name": "签发", "body": "health", "type": "07", "bases": [LAW], "statutory": NO_LIMIT,
            "promise": {"unit": "working_day", "amount": 5, "basis": LAW},
            "result": {"name": "证明", "kind": "licence", "provides": "certificate", "holder": "child"},
            "fields": [{"element": "birth-date", "role": "child"}, {"element": "way", "role": "child"}],
        },
        {
            "code": "register", "name": "登记", "body": "police", "type": "07", "bases": [LAW], "statutory": NO_LIMIT,
            "promise": {"unit": "working_day", "amount": 3, "basis": LAW},
            "result": {"name": "登记", "kind": "data"},
            "materials": [{"material": "certificate", "role": "child", "basis": LAW}],
            "fields": [{"element": "id-number", "role": "child"}],
            "after": [{"item": "issue", "proof": "certificate", "basis": LAW}],
        },
    ],
    "bundle": {
        "code": "newborn", "name": "出生", "title": "出生一件事", "stage": "出生", "subject": "person", "lead": "health",
        "joint": ["police"], "summary": "一起办", "bases": [LAW],
        "promise": {"unit": "working_day", "amount": 5, "basis": LAW},
        "roles": [{"code": "child", "label": "孩子", "count_by": "births", "counts": {"one": 1, "two": 2}}],
        "questions": [
            {"code": "births", "text": "几个", "options": [{"code": "one", "label": "一"}, {"code": "two", "label": "二"}]},
            {
                "code": "same", "text": "相同吗", "when": 'births == "two"',
                "options": [
                    {"code": "yes", "label": "是"},
                    {
                        "code": "no", "label": "否",
                        "effects": [
                            {
                                "effect": "add_material", "item": "register", "material": "statement",
                                "role": "child", "because": "不同", "basis": LAW,
                            }
                        ],
                    },
                ],
            },
        ],
        "items": [{"item": "issue", "per": "child"}, {"item": "register", "per": "child"}],
    },
    "parameters": {"region": "990100", "version": "2026.1"},
}  # fmt: skip

Pack = dict[str, Any]


def review(pack: Pack, *, demonstration: bool = False) -> tuple[Finding, ...]:
    """Read the pack and review its bundle; conditions must at least compile."""
    reader = Reader(names=question_names(pack["bundle"]))
    parameters = read_parameters(reader, pack["parameters"], ())
    library = Library(
        items=by_code(read_item(reader, item, ()) for item in pack["items"]),
        materials=by_code(read_material(reader, material, ()) for material in pack["materials"]),
        elements=by_code(read_element(element) for element in pack["elements"]),
        bodies={"health": Body("health", "卫健"), "police": Body("police", "公安"), "water": WATER},
        registers=by_code(read_register(register) for register in pack["registers"]),
    )
    bundle = read_bundle(reader, pack["bundle"], ())
    assert not reader.problems
    return review_bundle(
        bundle=bundle, library=library.under(parameters), parameters=parameters, demonstration=demonstration
    )


def broken(change: Callable[[Pack], object]) -> Pack:
    """The sound pack with one thing changed."""
    pack = deepcopy(SOUND)
    change(pack)
    return pack


def effects(pack: Pack) -> list[dict[str, Any]]:
    """What the last answer does."""
    found: list[dict[str, Any]] = pack["bundle"]["questions"][1]["options"][1]["effects"]
    return found


def route(basis: dict[str, str]) -> dict[str, Any]:
    """An answer that leads to the counter."""
    return {"effect": "route", "title": "转窗口", "because": "不行", "steps": ["去窗口"], "basis": basis}


def licensing(days: int) -> dict[str, Any]:
    """The first item becomes a licence that takes this long."""
    return {"type": "01", "promise": {"unit": "working_day", "amount": days, "basis": LAW}}


WITHIN = {"unit": "working_day", "amount": 20}
PLEDGED = {
    "text": "承诺符合条件", "conditions": ["门没有锁"], "consequence": "撤销", "basis": LAW,
    "check": {"risk": "high", "within": WITHIN},
}  # fmt: skip
BY_RULE = {"says": "登记一致", "ask_within": {"unit": "working_day", "amount": 5}, "basis": LAW}
DEFERRED = WITHIN | {"rectify": WITHIN, "check": {"risk": "low", "within": WITHIN, "share": 20}, "basis": LAW}
BY_PLEDGE = {"effect": "set_mode", "item": "issue", "mode": "pledge", "because": "由您选"}
FEE = {"code": "card", "name": "工本费", "amount_fen": 1000, "unit": "件", "basis": LAW}


def charge(pack: Pack, kind: str = "07", **changed: object) -> None:
    """The first item takes a fee."""
    pack["items"][0].update(type=kind, fees=[FEE | changed])


REFUSED: dict[str, Callable[[Pack], object]] = {
    "unknown_item": lambda p: p["bundle"]["items"].append({"item": "nothing"}),
    "unknown_material": lambda p: effects(p)[0].update(material="nothing"),
    "unknown_element": lambda p: p["items"][0]["fields"].append({"element": "nothing", "role": "child"}),
    "unknown_role": lambda p: p["items"][0]["fields"].append({"element": "way", "role": "uncle"}),
    "unknown_body": lambda p: p["items"][0].update(body="nobody"),
    "power_without_organ": lambda p: p["items"][0].update(body="water"),
    "unknown_register": lambda p: p["materials"][0].update(exemptions=[{"by": "shared_data", "reference": "nothing"}]),
    "uncounted_role": lambda p: p["bundle"]["roles"][0].update(counts={"one": 1}),
    "outside_bundle": lambda p: effects(p).append({"effect": "drop", "item": "elsewhere", "because": "无"}),
    "written_twice": lambda p: p["bundle"]["items"].append({"item": "issue"}),
    "reserved_option": lambda p: p["bundle"]["questions"][0]["options"][0].update(code="unsure"),
    "dependency_ring": lambda p: p["items"][0].update(after=[{"item": "register", "basis": LAW}]),
    "question_order": lambda p: p["bundle"]["questions"].reverse(),
    "question_unreachable": lambda p: p["bundle"]["questions"][1].update(when='births == "one" && births == "two"'),
    "item_without_basis": lambda p: p["items"][0].update(bases=[]),
    "material_without_basis": lambda p: p["items"][1]["materials"][0].pop("basis"),
    "government_material_asked": lambda p: p["materials"][0].pop("exemptions"),
    "derive_without_origin": lambda p: p["elements"][1].update(derive_from=""),
    "share_without_resource": lambda p: p["elements"][0].update(resource_field=""),
    "choice_without_choices": lambda p: p["elements"][2].pop("choices"),
    "licensing_over_45": lambda p: p["items"][0].update(licensing(46)),
    "unconfirmed_limit": lambda p: p["items"][0].update(
        statutory={"kind": "fixed", "unit": "working_day", "amount": 9, "basis": DOUBT}
    ),
    "unconfirmed_refusal": lambda p: effects(p).__setitem__(slice(None), [route(DOUBT)]),
    "unconfirmed_duty": lambda p: p["materials"][1].update(
        pledge=PLEDGED | {"basis": DOUBT},
    ),
    "deferral_without_order": lambda p: p["materials"][1].update(
        deferral={key: value for key, value in DEFERRED.items() if key != "rectify"}
    ),
    "high_risk_sampled": lambda p: p["materials"][1].update(
        pledge=PLEDGED | {"check": {"risk": "high", "within": WITHIN, "share": 20}}
    ),
    "renewal_without_licence": lambda p: p["items"][0].update(renewal=WITHIN | {"basis": LAW}),
    "renewal_never": lambda p: p["items"][0].update(
        licensing(5), renewal=WITHIN | {"earliest": {"unit": "working_day", "amount": 20}, "basis": LAW}
    ),
    "fee_without_basis": lambda p: charge(p, basis={"document": ""}),
    "unconfirmed_licence_fee": lambda p: charge(p, "01", basis=DOUBT),
    "block_without_article": lambda p: charge(
        p, blocks="delivery", blocks_by={"document": "某条例", "mark": "confirmed"}
    ),
    "unconfirmed_block": lambda p: charge(p, blocks="delivery", blocks_by=DOUBT | {"article": "第2条"}),
    "automatic_rule": lambda p: p["parameters"].update(automatics={"issue": BY_RULE | {"when": "child.hair == 1"}}),
    "unverifiable_fact": lambda p: p["parameters"].update(automatics={"issue": BY_RULE | {"when": 'child.way == "a"'}}),
    "demonstration_figure": lambda p: p["parameters"].update(
        item_promises={"issue": {"unit": "working_day", "amount": 1, "basis": INVENTED}}
    ),
}
WARNED: dict[str, Callable[[Pack], object]] = {
    "prerequisite_outside": lambda p: p["bundle"]["items"].pop(0),
    "effect_unreachable": lambda p: effects(p).append(route(LAW)),
    "condition_never_holds": lambda p: p["bundle"]["items"][1].update(when='births != "one" && births != "two"'),
    "vague_material": lambda p: p["materials"][1].update(name="其他相关材料"),
    "promise_over_statute": lambda p: p["items"][1].update(
        statutory={"kind": "fixed", "unit": "working_day", "amount": "2.5", "basis": LAW}
    ),
    "low_risk_all_checked": lambda p: p["materials"][1].update(
        pledge=PLEDGED | {"check": {"risk": "low", "within": WITHIN}}
    ),
    "deferral_without_check": lambda p: p["materials"][1].update(
        deferral={key: value for key, value in DEFERRED.items() if key != "check"}
    ),
    "pledge_without_check": lambda p: p["materials"][1].update(
        pledge={key: value for key, value in PLEDGED.items() if key != "check"}
    ),
    "over_45": lambda p: p["items"][0].update(promise={"unit": "working_day", "amount": 45, "basis": LAW}),
}
NOTED: dict[str, Callable[[Pack], object]] = {
    "unconfirmed_fee": lambda p: charge(p, basis=DOUBT),
    "unconfirmed_basis": lambda p: p["items"][0]["bases"].append(DOUBT),
    "unconfirmed_renewal": lambda p: p["items"][0].update(licensing(5), renewal=WITHIN | {"basis": DOUBT}),
    "pledge_without_words": lambda p: effects(p).append(BY_PLEDGE),
    "pledge_never_offered": lambda p: p["parameters"].update(item_pledges={"issue": PLEDGED}),
    "unconfirmed_absence": lambda p: p["items"][0].update(statutory={"kind": "none", "basis": DOUBT}),
}


def test_a_supervising_body_must_be_known() -> None:
    pack = deepcopy(SOUND)
    pack["parameters"]["supervisions"] = {
        "issue": {"body": "nobody", "within": {"unit": "working_day", "amount": 10}, "what": "看一看", "basis": LAW}
    }
    assert [(found.code, found.where) for found in review(pack)] == [("unknown_body", ("item", "issue", "supervision"))]


@pytest.mark.parametrize(
    ("item_type", "basis", "codes"),
    [
        ("01", LAW, []),
        ("01", DOUBT, ["unconfirmed_hearing"]),
        ("01", INVENTED, ["demonstration_figure"]),
        ("07", LAW, ["hearing_without_licence"]),
    ],
)
def test_a_hearing_is_prescribed_for_licences_and_by_a_source_somebody_read(
    item_type: str, basis: dict[str, str], codes: list[str]
) -> None:
    pack = deepcopy(SOUND)
    pack["items"][0]["type"] = item_type
    pack["parameters"]["hearings"] = {"issue": basis}
    found = [finding for finding in review(pack) if finding.where == ("item", "issue", "hearing")]
    assert [finding.code for finding in found] == codes
    assert all("请" in finding.message for finding in found)


def test_a_sound_bundle_has_no_findings() -> None:
    assert review(SOUND) == ()


@pytest.mark.parametrize("code", REFUSED)
def test_what_must_not_be_published_is_refused(code: str) -> None:
    findings = review(broken(REFUSED[code]))
    assert (code, Severity.REFUSE) in {(finding.code, finding.severity) for finding in findings}
    assert stops(findings)


@pytest.mark.parametrize(
    ("code", "severity"), [(c, Severity.WARN) for c in WARNED] + [(c, Severity.NOTE) for c in NOTED]
)
def test_what_may_be_published_is_only_told(code: str, severity: Severity) -> None:
    findings = review(broken((WARNED | NOTED)[code]))
    assert {(finding.code, finding.severity) for finding in findings} == {(code, severity)}
    assert not stops(findings)


@pytest.mark.parametrize("code", [*REFUSED, *WARNED, *NOTED])
def test_every_message_names_the_place_and_what_to_do(code: str) -> None:
    findings = review(broken((REFUSED | WARNED | NOTED)[code]))
    for finding in findings:
        assert len(finding.where) >= 2
        assert any(word in finding.message for word in ("请", "页面会标")), finding.message


@pytest.mark.parametrize(
    "code",
    [
        "unconfirmed_limit",
        "unconfirmed_refusal",
        "unconfirmed_duty",
        "unconfirmed_licence_fee",
        "unconfirmed_block",
        "deferral_without_order",
    ],
)
def test_the_demonstration_region_may_show_unconfirmed_duties_visibly(code: str) -> None:
    findings = review(broken(REFUSED[code]), demonstration=True)
    assert [(finding.code, finding.severity) for finding in findings] == [(code, Severity.WARN)]
    assert "演示" in findings[0].message


def test_invented_promises_pass_in_the_invented_region_only() -> None:
    assert review(broken(REFUSED["demonstration_figure"]), demonstration=True) == ()


@pytest.mark.parametrize(("demonstration", "told"), [(False, ["demonstration_figure"]), (True, [])])
def test_an_invented_fee_passes_in_the_invented_region_only(demonstration: bool, told: list[str]) -> None:
    findings = review(broken(lambda p: charge(p, basis=INVENTED)), demonstration=demonstration)
    assert [finding.code for finding in findings] == told


def test_two_fees_of_an_item_have_two_codes() -> None:
    findings = review(broken(lambda p: p["items"][0].update(fees=[FEE, FEE])))
    assert [(f.code, f.where) for f in findings] == [("written_twice", ("item", "issue", "fees", "card"))]


def test_a_ring_is_named_item_by_item() -> None:
    findings = review(broken(REFUSED["dependency_ring"]))
    ring = next(finding for finding in findings if finding.code == "dependency_ring")
    assert "签发 → 登记 → 签发" in ring.message


def test_a_ring_through_results_alone_is_found() -> None:
    def change(pack: Pack) -> None:
        pack["items"][1]["result"]["provides"] = "statement"
        pack["items"][1]["after"] = []
        pack["items"][0]["materials"] = [{"material": "statement", "role": "child", "basis": LAW}]

    assert "dependency_ring" in {finding.code for finding in review(broken(change))}


@pytest.mark.parametrize(("days", "refused"), [(45, False), (46, True)])
def test_licences_may_take_45_working_days_together(days: int, refused: bool) -> None:
    findings = review(broken(lambda p: p["items"][0].update(licensing(days))))
    assert ("licensing_over_45" in {finding.code for finding in findings}) is refused


def test_a_licence_without_a_limit_counts_its_20_working_days() -> None:
    def change(pack: Pack) -> None:
        pack["items"][0]["promise"]["amount"] = 26
        pack["items"][1].update(type="01")
        pack["items"][1].pop("promise")

    assert "licensing_over_45" in {finding.code for finding in review(broken(change))}


@pytest.mark.parametrize(
    ("promise", "told"),
    [
        ({"unit": "working_day", "amount": 10}, False),
        ({"unit": "working_day", "amount": "10.5"}, True),
        ({"unit": "calendar_day", "amount": 99}, False),  # other units are not compared by guessing
    ],
)
def test_a_local_promise_is_compared_in_the_same_unit(promise: dict[str, Any], told: bool) -> None:
    def change(pack: Pack) -> None:
        pack["items"][1]["statutory"] = {"kind": "fixed", "unit": "working_day", "amount": 10, "basis": LAW}
        pack["parameters"]["item_promises"] = {"register": {**promise, "basis": LAW}}

    findings = review(broken(change))
    assert ("promise_over_statute" in {finding.code for finding in findings}) is told


def test_anything_is_longer_than_on_the_spot() -> None:
    def change(pack: Pack) -> None:
        pack["items"][1]["statutory"] = {"kind": "on_the_spot", "basis": LAW}

    findings = review(broken(change))
    assert [finding.code for finding in findings] == ["promise_over_statute"]
    assert "长于法定 当场" in findings[0].message


def test_a_region_defers_materials_of_its_own_choice() -> None:
    def change(pack: Pack) -> None:
        pack["parameters"]["deferrals"] = {"statement": DEFERRED | {"basis": DOUBT}}

    findings = review(broken(change))
    assert [(f.code, f.where) for f in findings] == [
        ("unconfirmed_duty", ("parameters", "990100", "deferrals", "statement"))
    ]


def test_an_item_by_pledge_has_its_words_checked_in_the_local_list() -> None:
    def change(pack: Pack) -> None:
        pack["parameters"]["item_pledges"] = {"issue": PLEDGED | {"basis": DOUBT}}
        effects(pack).append(BY_PLEDGE)

    findings = review(broken(change))
    assert [(f.code, f.severity, f.where) for f in findings] == [
        ("unconfirmed_duty", Severity.REFUSE, ("parameters", "990100", "item_pledges", "issue"))
    ]


def test_a_rule_over_a_register_is_published_and_one_without_a_checked_basis_is_not() -> None:
    def change(pack: Pack, basis: dict[str, str] = LAW) -> None:
        rule = BY_RULE | {"when": "size(child.id_number) > 0", "basis": basis}
        pack["parameters"]["automatics"] = {"register": rule}

    assert review(broken(change)) == ()
    findings = review(broken(lambda pack: change(pack, DOUBT)))
    assert [(f.code, f.where) for f in findings] == [
        ("unconfirmed_duty", ("parameters", "990100", "automatics", "register"))
    ]


def test_a_term_of_corrections_that_nobody_checked_ends_nobodys_case() -> None:
    def change(pack: Pack) -> None:
        pack["parameters"]["correction_term"] = {"unit": "working_day", "amount": 15, "basis": DOUBT}

    (finding,) = review(broken(change))
    assert (finding.code, finding.severity) == ("unconfirmed_duty", Severity.REFUSE)
    assert finding.where == ("parameters", "990100", "correction_term")


def test_a_day_of_telling_that_nobody_checked_accepts_nobodys_application() -> None:
    findings = review(broken(lambda pack: pack["parameters"].update(told_on_delivery=DOUBT)))

    assert [(f.code, f.severity, f.where) for f in findings] == [
        ("unconfirmed_duty", Severity.REFUSE, ("parameters", "990100", "told_on_delivery"))
    ]


def test_a_field_names_a_register_that_there_is() -> None:
    pack = broken(lambda p: p["elements"][0].update(resource="nothing"))
    assert [finding.code for finding in review(pack)] == ["unknown_register"]


def test_a_register_kept_under_a_role_needs_that_role_in_the_bundle() -> None:
    pack = broken(lambda p: p["registers"][0].update(kept_under="uncle"))
    assert [finding.code for finding in review(pack)] == ["unknown_role"]
