"""Loading bodies, sites and windows: all or nothing, the same twice, and every problem told at once."""

from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from builders.tables import read_yaml
from onething.modules.organisation.api import (
    Loaded,
    OrganisationRefused,
    SiteKind,
    WindowInfo,
    bodies,
    find_region,
    find_site,
    list_sites,
    load_organisation,
)
from onething.modules.organisation.models import Body, Region

PACKS = Path(__file__).parents[3] / "packs"
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
CITY: dict[str, Any] = {
    "kind": "bodies",
    "regions": [
        {"code": "990000", "name": "禾丰省"},
        {"code": "990100", "name": "禾丰市", "parent": "990000"},
    ],
    "entries": [
        {
            "code": "health",
            "name": "禾丰市卫生健康委员会",
            "uscc": "11990100100000008N",
            "region": "990100",
            "phone": "0990-1000001",
            "address": "禾丰市青禾路 1 号",
            "review_organ": "禾丰市人民政府",
            "review_online": "禾丰市行政复议网上申请平台",
            "court": "禾丰市禾东区人民法院",
            "sites": [
                {
                    "code": "city-hall",
                    "name": "禾丰市政务服务中心",
                    "kind": "centre",
                    "address": "禾丰市青禾路 8 号",
                    "hours": "工作日 9:00-17:00",
                    "phone": "0990-12345",
                    "windows": [
                        {"number": "12", "name": "一件事综合窗口", "mandate": "新生儿出生"},
                        {"number": "03", "name": "咨询导办"},
                    ],
                }
            ],
        }
    ],
    "sites": [
        {
            "code": "east-street",
            "name": "东街便民服务中心",
            "kind": "community_centre",
            "parent": "city-hall",
            "region": "990100",
            "address": "禾丰市东街 2 号",
            "hours": "工作日 9:00-17:00",
            "phone": "0990-1000009",
        }
    ],
}


@pytest.mark.django_db
def test_a_document_is_stored_and_read_back_as_trees() -> None:
    loaded = load_organisation(data=CITY, now=NOW)

    assert loaded == Loaded(changed=7, unchanged=0)
    assert bodies(["health"])["health"].region_path == "/990000/990100/"
    assert bodies(["health"])["health"].court == "禾丰市禾东区人民法院"
    assert [site.path for site in list_sites(region_path="/990000/")] == ["/city-hall/", "/city-hall/east-street/"]
    hall = find_site("city-hall")
    assert hall is not None
    assert hall.kind is SiteKind.CENTRE
    assert hall.body_code == "health"
    assert hall.windows[1] == WindowInfo(
        site_code="city-hall", number="12", name="一件事综合窗口", mandate="新生儿出生"
    )


@pytest.mark.django_db
def test_loading_the_same_document_again_changes_nothing() -> None:
    load_organisation(data=CITY, now=NOW)

    again = load_organisation(data=CITY, now=LATER)

    assert again == Loaded(changed=0, unchanged=7)
    assert Body.objects.get(code="health").updated_at == NOW
    assert Body.objects.get(code="health").row_version == 1


@pytest.mark.django_db
def test_a_changed_phone_updates_one_row_and_keeps_its_public_id() -> None:
    load_organisation(data=CITY, now=NOW)
    before = Body.objects.get(code="health")
    changed = deepcopy(CITY)
    changed["entries"][0]["phone"] = "0990-1000002"

    loaded = load_organisation(data=changed, now=LATER)

    after = Body.objects.get(code="health")
    assert loaded == Loaded(changed=1, unchanged=6)
    assert (after.phone, after.row_version, after.updated_at) == ("0990-1000002", 2, LATER)
    assert after.public_id == before.public_id


@pytest.mark.django_db
def test_all_problems_are_told_at_once_and_nothing_is_stored() -> None:
    broken = deepcopy(CITY)
    broken["regions"][1]["parent"] = "770000"
    broken["entries"][0]["uscc"] = "11990100100000008A"
    broken["entries"][0]["court"] = ""
    broken["entries"][0]["phone"] = ["not", "text"]
    broken["sites"][0]["parent"] = "nowhere"
    broken["sites"][0]["kind"] = "palace"
    broken["entries"].append("not a mapping")

    with pytest.raises(OrganisationRefused) as refusal:
        load_organisation(data=broken, now=NOW)

    assert {(problem.where, problem.code.value) for problem in refusal.value.problems} == {
        ("regions[1]", "region-unknown"),
        ("entries[0].uscc", "uscc"),
        ("entries[0].court", "missing"),
        ("entries[0].phone", "shape"),
        ("entries[1]", "shape"),
        ("sites[0]", "site-unknown"),
        ("sites[0]", "kind-unknown"),
    }
    assert Region.objects.count() == 0
    assert Body.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "uscc", "expected"),
    [
        ("service", "91990100DEM000161U", {("entries[0].complaint", "missing")}),
        ("organ", "91990100DEM000161U", {("entries[0].kind", "kind-misfit")}),
        (
            "service",
            "11990100100000008N",
            {("entries[0].kind", "kind-misfit"), ("entries[0].complaint", "missing")},
        ),
        ("guild", "11990100100000008N", {("entries[0]", "kind-unknown")}),
    ],
)
def test_an_enterprise_has_a_channel_for_complaints_and_no_organ_of_review(
    kind: str, uscc: str, expected: set[tuple[str, str]]
) -> None:
    city = deepcopy(CITY)
    city["entries"][0] |= {"kind": kind, "uscc": uscc}

    with pytest.raises(OrganisationRefused) as refusal:
        load_organisation(data=city, now=NOW)

    assert {(problem.where, problem.code.value) for problem in refusal.value.problems} == expected


@pytest.mark.django_db
def test_one_credit_code_cannot_belong_to_two_bodies_across_documents() -> None:
    load_organisation(data=CITY, now=NOW)
    second = {"kind": "bodies", "entries": [{**CITY["entries"][0], "code": "police", "sites": []}]}

    with pytest.raises(OrganisationRefused, match="统一社会信用代码"):
        load_organisation(data=second, now=LATER)

    assert [body.code for body in Body.objects.all()] == ["health"]


@pytest.mark.django_db
@pytest.mark.parametrize("hostile", ["\x00", "\ud800", "x" * 10_000, "a\x07b"])
def test_hostile_text_is_refused_with_its_place(hostile: str) -> None:
    broken = deepcopy(CITY)
    broken["entries"][0]["address"] = hostile

    with pytest.raises(OrganisationRefused) as refusal:
        load_organisation(data=broken, now=NOW)

    assert ("entries[0].address", "text") in {(one.where, one.code.value) for one in refusal.value.problems}
    assert Body.objects.count() == 0


@pytest.mark.django_db
def test_a_document_of_sites_refers_to_bodies_loaded_before() -> None:
    load_organisation(data=CITY, now=NOW)
    site = {**CITY["sites"][0], "code": "west-street", "body": "health"}

    load_organisation(data={"kind": "sites", "entries": [site]}, now=LATER)

    assert [found.code for found in list_sites(body_code="health")] == ["city-hall", "west-street"]


@pytest.mark.django_db
def test_what_is_unknown_is_left_out() -> None:
    load_organisation(data=CITY, now=NOW)

    assert list(bodies(["health", "nobody"])) == ["health"]
    assert find_region("nowhere") is None
    assert find_site("nowhere") is None


@pytest.mark.django_db
def test_the_demonstration_city_loads_as_it_stands() -> None:
    document = read_yaml(PACKS / "demo" / "bodies.yaml")

    load_organisation(data=document, now=NOW)

    assert set(bodies(["health", "disease-control", "police", "human-resources", "medical-insurance"])) == {
        "health",
        "disease-control",
        "police",
        "human-resources",
        "medical-insurance",
    }
    hall = find_site("city-centre")
    assert hall is not None
    assert (hall.region_path, len(hall.windows)) == ("/990100/", 3)


@pytest.mark.django_db
def test_a_window_names_the_bundles_it_serves_alone() -> None:
    city = deepcopy(CITY)
    city["entries"][0]["sites"][0]["windows"][1]["bundles"] = ["newborn"]
    load_organisation(data=city, now=NOW)

    site = find_site("city-hall")

    assert site is not None
    assert {window.number: window.bundles for window in site.windows} == {"03": ("newborn",), "12": ()}
