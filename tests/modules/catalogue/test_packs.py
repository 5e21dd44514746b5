"""From a folder to compiled bundles: every mistake of an author is named with file, line, field and remedy."""

from pathlib import Path
from typing import Any

import pytest

from builders.newborn import packs_of_the_house
from onething.core.definitions import Severity
from onething.modules.catalogue.domain.shapes import KINDS, schema_of
from onething.modules.catalogue.errors import PackRefused
from onething.modules.catalogue.files import load_packs, validate_pack


def test_a_sound_pack_compiles(pack: Any) -> None:
    catalogue = load_packs([pack.path])
    assert catalogue.bundle("newborn").bundle.title == "出生一件事"
    assert catalogue.bundle("newborn").version == "small@2026.1"
    assert catalogue.findings == ()


@pytest.mark.parametrize(
    ("changed", "code", "place", "told"),
    [
        (("items.yaml", '"07"', '"02"'), "shape_enum", (6, "entries[0].type"), "02"),
        (("items.yaml", "name: 签发", "nmae: 签发"), "shape_additionalProperties", (4, "entries[0]"), "nmae"),
        (("items.yaml", "    body: health\n", ""), "shape_required", (3, "entries[0]"), "缺少 body"),
        (("items.yaml", "amount: 5", "amount: 5.3"), "shape_pattern", (9, "entries[0].promise.amount"), "5.3"),
        (("items.yaml", "amount: 5", "amount: [5]"), "shape_type", (9, "entries[0].promise.amount"), "整数"),
        (("items.yaml", "code: issue", "code: Issue 1"), "shape_pattern", (3, "entries[0].code"), "Issue 1"),
        (("items.yaml", "unit: working_day, amount: 5", "unit: hour, amount: 5"), "shape_enum", (9, "entries[0].promise.unit"), "working_day"),
        (("items.yaml", "kind: none", "kind: fixed"), "shape_required", (8, "entries[0].statutory"), "缺少 unit"),
        (("bundle.yaml", "joint: []", "joint: 公安"), "shape_type", (8, "joint"), "清单"),
        (("bundle.yaml", "two: 2", "two: 99"), "shape_maximum", (13, "roles[0].counts.two"), "20"),
        (("bundle.yaml", "lead: health", "lead: nobody"), "unknown_body", (8, "joint"), "nobody"),
        (("items.yaml", 'births == "two"', 'births == "six"'), "rule", (12, "entries[0].materials[0].when"), "six"),
        (("items.yaml", 'births == "two"', 'birth == "two"'), "rule", (12, "entries[0].materials[0].when"), "birth"),
        (("items.yaml", "material: statement", "material: other"), "unknown_material", (12, "entries[0].materials[0]"), "other"),
        (("items.yaml", "element: child-name", "element: nothing"), "unknown_element", (14, "entries[0].fields[0]"), "nothing"),
        (("pack.yaml", '"2026-01-01"', '"2026-02-30"'), "date", (5, "from"), "2026-02-30"),
        (("calendar.yaml", "makeup: []", 'makeup: ["2026-01-05"]'), "calendar", (1, "cn-legal"), "不是周末"),
        (("bodies.yaml", "kind: bodies", "kind: people"), "kind", (1, ""), "people"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(
    pack: Any, changed: tuple[str, str, str], code: str, place: tuple[int, str], told: str
) -> None:
    pack.change(*changed)
    findings = validate_pack(pack.path)
    found = {(f.code, f.file, f.line, f.field) for f in findings if f.severity is Severity.REFUSE}
    assert (code, f"small/{changed[0]}", *place) in found
    assert any(told in finding.message for finding in findings)


def test_an_effect_takes_only_its_own_fields(pack: Any) -> None:
    effect = "effects: [{effect: drop, item: issue, because: 无, material: statement}]"
    pack.change("bundle.yaml", "label: 两个}", f"label: 两个, {effect}}}")
    (finding,) = validate_pack(pack.path)
    assert (finding.code, finding.field) == ("shape_propertyNames", "questions[0].options[1].effects[0]")
    assert "material" in finding.message


def test_mistakes_of_several_files_are_told_together(pack: Any) -> None:
    pack.change("items.yaml", '"07"', '"02"')
    pack.change("elements.yaml", "source: fill", "source: guess")
    pack.write("extra.yaml", "kind: items\nkind: items\n")
    assert {finding.file for finding in validate_pack(pack.path)} == {
        "small/items.yaml", "small/elements.yaml", "small/extra.yaml",
    }  # fmt: skip


def test_the_same_code_twice_names_both_places(pack: Any) -> None:
    pack.write("more.yaml", "kind: elements\nentries:\n  - {code: child-name, label: 名, kind: name, source: fill}\n")
    (finding,) = validate_pack(pack.path)
    assert (finding.code, finding.file, finding.line) == ("duplicate_code", "small/more.yaml", 3)
    assert "small/elements.yaml:3" in finding.message


def test_a_folder_without_a_pack_file_is_told_so(tmp_path: Path) -> None:
    (finding,) = validate_pack(tmp_path)
    assert finding.code == "no_pack"
    assert "pack.yaml" in finding.message


def test_links_out_of_the_folder_are_not_followed(pack: Any, tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text("kind: elements\nkind: twice\n", encoding="utf-8")
    (pack.path / "link.yaml").symlink_to(outside)
    assert validate_pack(pack.path) == ()


def test_a_bundle_that_promises_less_than_its_path_is_warned_with_both_numbers(pack: Any) -> None:
    pack.change("bundle.yaml", "amount: 5", 'amount: "2.5"')
    (finding,) = validate_pack(pack.path)
    assert (finding.code, finding.severity) == ("path_over_promise", Severity.WARN)
    assert (finding.file, finding.line) == ("small/bundle.yaml", 10)
    assert "2.5 个工作日" in finding.message
    assert "5 个工作日（签发）" in finding.message


def test_promises_beyond_all_dates_are_refused(pack: Any) -> None:
    entries = [f"  - {{item: issue{n}, per: child}}\n" for n in range(9)]
    items = (pack.path / "items.yaml").read_text(encoding="utf-8").partition("entries:\n")
    chain = "".join(
        items[2].replace("code: issue", f"code: issue{n}").replace("working_day, amount: 5", "year, amount: 999")
        + (f"    after: [{{item: issue{n - 1}, basis: {{document: 某条例}}}}]\n" if n else "")
        for n in range(9)
    )
    pack.write("items.yaml", items[0] + items[1] + chain)
    pack.change("bundle.yaml", "  - {item: issue, per: child}\n", "".join(entries))
    assert "path_out_of_range" in {finding.code for finding in validate_pack(pack.path)}


def local_pack(pack: Any, tmp_path: Path, *documents: str) -> Path:
    """A local pack beside the small one."""
    folder = tmp_path / "city"
    folder.mkdir()
    about = (pack.path / "pack.yaml").read_text(encoding="utf-8")
    about = about.replace("code: small", "code: city").replace("layer: national", "layer: local")
    (folder / "pack.yaml").write_text(about, encoding="utf-8")
    for number, text in enumerate(documents):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_local_pack_names_bodies_promises_and_deferrals(pack: Any, tmp_path: Path) -> None:
    basis = "{document: 某市公告, mark: confirmed}"
    city = local_pack(
        pack,
        tmp_path,
        "kind: bodies\nentries:\n  - {code: health, name: 某市卫生健康委}\n",
        f"""kind: parameters
region: "990100"
version: "2026.1"
item_promises: {{issue: {{unit: working_day, amount: "0.5", basis: {basis}}}}}
deferrals:
  statement:
    unit: working_day
    amount: 5
    rectify: {{unit: working_day, amount: 3}}
    check: {{risk: low, within: {{unit: working_day, amount: 20}}, share: 20}}
    basis: {basis}
correction_term: {{unit: working_day, amount: 10, basis: {basis}}}
""",
    )
    newborn = load_packs([city, pack.path]).bundle("newborn")
    assert newborn.version == "small@2026.1+city@2026.1"
    assert newborn.library.bodies["health"].name == "某市卫生健康委"
    assert newborn.parameters.item_promises["issue"].half_days == 1
    deferral = newborn.library.materials["statement"].deferral
    assert deferral is not None
    assert deferral.within.amount == 10
    term = newborn.parameters.correction_term
    assert term is not None
    assert (term.within.label, term.basis.document) == ("10 个工作日", "某市公告")


PROMISE = "{unit: working_day, amount: 1, basis: {document: 公告, mark: confirmed}}"


def part(name: str, **said: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in said.items())
    return f'kind: parameters\nregion: "990100"\npart: {name}\nversion: "2026.1"\n{lines}'


def test_a_region_may_write_its_parameters_in_several_files(pack: Any, tmp_path: Path) -> None:
    first, second = part("a", item_promises=f"{{issue: {PROMISE}}}"), part("b", visits="{issue: 联合勘验}")
    newborn = load_packs([local_pack(pack, tmp_path, first, second), pack.path]).bundle("newborn")
    assert newborn.parameters.item_promises["issue"].half_days == 2
    assert newborn.parameters.visits == {"issue": "联合勘验"}


def test_two_files_of_a_region_do_not_speak_of_the_same_thing(pack: Any, tmp_path: Path) -> None:
    first, second = part("a", item_promises=f"{{issue: {PROMISE}}}"), part("b", item_promises=f"{{issue: {PROMISE}}}")
    (finding,) = validate_pack(pack.path, local_pack(pack, tmp_path, first, second))
    assert (finding.code, finding.file, finding.line) == ("written_twice", "city/1.yaml", 5)


def test_a_local_pack_cannot_overwrite_what_is_national(pack: Any, tmp_path: Path) -> None:
    city = local_pack(pack, tmp_path, (pack.path / "materials.yaml").read_text(encoding="utf-8"))
    (finding,) = validate_pack(pack.path, city)
    assert (finding.code, finding.file) == ("overwrites", "city/0.yaml")
    assert "small@2026.1" in finding.message


def test_a_parameter_for_something_unknown_is_refused_at_its_line(pack: Any, tmp_path: Path) -> None:
    promise = "{unit: working_day, amount: 1, basis: {document: 公告, mark: confirmed}}"
    text = f'kind: parameters\nregion: "990100"\nversion: "2026.1"\nitem_promises:\n  nothing: {promise}\n'
    (finding,) = validate_pack(pack.path, local_pack(pack, tmp_path, text))
    assert (finding.code, finding.file, finding.line) == ("unknown_item", "city/0.yaml", 5)


def test_the_packs_of_the_house_may_be_published() -> None:
    told = {(f.code, f.severity) for f in packs_of_the_house().findings}
    assert told == {
        ("unconfirmed_absence", Severity.NOTE),
        ("unconfirmed_fee", Severity.NOTE),  # the registration of a home
        ("unconfirmed_basis", Severity.NOTE),
        ("unconfirmed_renewal", Severity.NOTE),  # that of the food licence
        ("unconfirmed_duty", Severity.WARN),  # the invented city's deferrals and its term of corrections
        ("promise_over_statute", Severity.WARN),  # the registered 30 working days for the card
        ("pledge_without_words", Severity.NOTE),  # nobody has written the pledges of enterprise-start
    }


def test_what_all_bundles_share_is_told_once() -> None:
    told = [f.place for f in packs_of_the_house().findings if "correction_term" in f.field]
    assert told == ["demo/parameters.yaml:18 correction_term"]


def test_registered_promises_longer_than_the_law_allows_are_told() -> None:
    told = [f.message for f in packs_of_the_house().findings if f.code == "promise_over_statute"]
    assert [message.partition("。")[0] for message in sorted(told)] == [
        "Q03：“社会保障卡申领”的单项承诺 30 个工作日，长于法定 10 个工作日",
        "Q03：“社会保障卡申领（灵活就业）”的单项承诺 30 个工作日，长于法定 10 个工作日",
        "Q03：“营业前消防安全检查（告知承诺）”的单项承诺 1 个工作日，长于法定 当场",
    ]


def test_without_the_city_most_registered_promises_do_not_fit_together(national: Path) -> None:
    told = {f.file.split("/")[2]: f.message for f in validate_pack(national) if f.code == "path_over_promise"}
    assert len(told.keys() - {"credit-repair"}) == 10
    assert "承诺 5 个工作日" in told["newborn"]
    assert "45 个工作日（出生医学证明首次签发 → 出生登记 → 社会保障卡申领）" in told["newborn"]


def test_the_city_keeps_what_it_promises() -> None:
    assert [f.message for f in packs_of_the_house().findings if f.code == "path_over_promise"] == []


def test_a_local_pack_alone_asks_for_the_national_one(demo: Path) -> None:
    with pytest.raises(PackRefused, match="请同时给出全国包"):
        load_packs([demo])


def test_questions_are_short_and_codes_are_english() -> None:
    bundle = packs_of_the_house().bundle("newborn").bundle
    assert all(len(question.text) <= 20 and question.hint for question in bundle.questions)
    assert [question.code for question in bundle.questions] == [
        "married", "births", "applicant", "household_of", "household_place", "same_ethnicity", "maternity_insurance",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_published_schema_stands_by_itself(kind: str) -> None:
    schema = schema_of(kind)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["properties"]["kind"] == {"const": kind}
    assert "basis" in schema["$defs"]
