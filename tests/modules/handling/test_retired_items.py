"""An item is withdrawn from the catalogue while cases of it are under way: they finish by the version they were filed under."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from builders.cases import CITIZEN, CLERK, case_at, file_newborn, grant_item, officer
from builders.newborn import FOLDERS
from builders.succeeding import SUCCESSOR, succeed
from onething.core.calendar import Span
from onething.core.lifecycle import Ground
from onething.modules.catalogue.api import import_pack, published_bundle
from onething.modules.handling.api import Stop, accept_application, case_for, cases_of, end_stop, log_of, stop_clock
from onething.modules.handling.models import Case
from onething.modules.papers.models import Paper
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.usefixtures("city")
ITEM = "parenting-guidance"
TODAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""A Monday after the packs of the house were published."""
DAY = timedelta(days=1)
IMPORTER = Actor(role=Role.SYSTEM_ADMIN)
WITHDRAWN = {
    "national": (
        ("pack.yaml", 'version: "2026.3"', 'version: "2026.9"'),
        ("bundles/newborn/bundle.yaml", f"  - {{item: {ITEM}, per: child, optional: true}}\n", ""),
    ),
    "demo": (("pack.yaml", 'version: "2026.3"', 'version: "2026.9"'),),
}


def withdraw_item(folder: Path) -> None:
    """Publish packs in which the bundle has this item no more."""
    for pack in FOLDERS:
        copytree(pack, folder / pack.name)
        for name, old, new in WITHDRAWN[pack.name]:
            text = (folder / pack.name / name).read_text()
            assert old in text
            (folder / pack.name / name).write_text(text.replace(old, new))
        import_pack(folder / pack.name, actor=IMPORTER, now=TODAY)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Accepted; then the item was withdrawn; then what it waited for came, and it opened."""
    application = file_newborn(leave_out=("childcare-subsidy",), now=TODAY)
    accept_application(application=application, actor=CLERK, now=TODAY)
    withdraw_item(tmp_path)
    assert ITEM not in {one.item for one in published_bundle("newborn", on=TODAY.date()).bundle.items}
    for first in ("birth-certificate", "birth-registration"):
        grant_item(application, first, now=TODAY)
    return case_at(application, ITEM)


def test_an_open_case_goes_on_by_its_own_version_and_its_clock_as_it_ran(case: Case) -> None:
    who, before = officer(case.body_code), case.due_on
    stop = Stop(ground=Ground("D"), reason="样品送检", expected=Span.working_days(2))

    stop_clock(case=case.public_id, version=case.row_version, stop=stop, actor=who, now=TODAY)
    end_stop(
        case=case.public_id,
        version=case.row_version + 1,
        ground=Ground("D"),
        outcome="合格",
        actor=who,
        now=TODAY + DAY,
    )
    shown = case_for(case.public_id, actor=who, purpose="审查办件", now=TODAY)

    now = case_at(case.application_ref, ITEM)
    assert (now.bundle_version, shown.info.title) == (case.bundle_version, case.title)
    assert before is not None
    assert now.due_on == before + DAY
    assert [line.clock for line in log_of(case.public_id, actor=who)][-2:] == [
        "检验，告知所需时间 2 个工作日，停止计时",
        "检验，决定期限到2026年11月25日",
    ]


def test_it_is_granted_and_its_paper_says_the_law_it_was_filed_under(case: Case) -> None:
    grant_item(case.application_ref, ITEM, now=TODAY)

    info = next(one for one in cases_of(application=case.application_ref, actor=CITIZEN) if one.item == ITEM)
    assert (info.granted, Paper.objects.filter(kind="decision", case=case.public_id).count()) == (True, 1)


def test_what_is_filed_afterwards_has_it_no_more(case: Case) -> None:
    later = file_newborn(serial=2, leave_out=("childcare-subsidy",), now=TODAY)

    assert ITEM not in set(Case.objects.filter(application_ref=later).values_list("item", flat=True))


def test_a_body_that_is_succeeded_as_a_whole_gives_up_what_no_pack_names_any_more(case: Case) -> None:
    succeed(now=TODAY)

    assert case_at(case.application_ref, ITEM).body_code == SUCCESSOR
