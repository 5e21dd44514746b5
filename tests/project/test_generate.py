"""The generator: its cases pass for real ones in lists, folds, numbers and the sealed log, and each is its own."""

import pytest

from onething.core.identifiers import check_application_number, check_case_number, check_citizen_id
from onething.core.lifecycle import CaseState
from onething.modules.handling.api import Case, Tab, work_list
from onething.modules.handling.definitions import calendar_of, closing_moment
from onething.modules.handling.docket import file_of
from onething.modules.handling.domain.cases import read_file
from onething.modules.identity.api import register_person
from onething.modules.identity.models import Person
from onething.modules.intake.models import Application
from onething.platform import clock
from onething.platform.encryption import seal_key
from onething.platform.logs.api import ActionRow
from onething.platform.logs.verify import verify_logs
from onething.platform.numbering.api import next_serials
from onething.platform.permissions import Actor, Role
from onething.project.bench import generate as generating
from onething.project.bench.family import clerk, publish

PATTERNS = 6
"""Two days with three patterns each; everything else is a copy."""


@pytest.fixture
def filled(house: None, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(generating, "FEWEST_DAYS", 2)
    publish()
    return generating.generate(cases=140, now=clock.now())


def test_a_generated_house_passes_for_a_real_one(filled: int) -> None:
    rows = list(Case.objects.all())
    officer = Actor(role=Role.APPROVER, body_code="health", region_path=rows[0].region_path, channel="desk")

    assert filled == 140
    assert len(rows) == 140 + 7 * PATTERNS
    assert len({row.number for row in rows}) == len({row.public_id for row in rows}) == len(rows)
    assert all(check_case_number(row.number).value == row.number for row in rows)
    assert all(check_application_number(one.number).value for one in Application.objects.all())
    assert len(work_list(actor=officer, tab=Tab.TO_REVIEW, now=clock.now()).rows) == 16
    assert {row.state for row in rows} >= {
        CaseState.RECEIVED,
        CaseState.ACCEPTED,
        CaseState.WAITING,
        CaseState.CONCLUDED,
    }
    for row in rows:
        reading = read_file(file_of(row), calendar_of(row))
        assert (row.state, row.due_on) == (reading.state, reading.due_on)
        assert row.due_at == closing_moment(reading.due_on)
        assert ActionRow.objects.filter(subject_kind="case", subject_id=row.public_id).count() == row.log_length


def test_every_copy_has_a_person_of_its_own_a_sealed_log_and_the_next_case_the_next_number(filled: int) -> None:
    findings = verify_logs(now=clock.now(), seal_key=seal_key())
    people = list(Person.objects.all())
    by_id = {person.public_id: person for person in people}
    numbers = [person.id_number for person in people]
    last = people[-1]
    asked = {"name": last.name, "id_number": last.id_number, "phone": "13900000001"}

    assert len(people) == 20 + 1
    assert register_person(**asked, actor=clerk(), now=clock.now()).public_id == last.public_id
    assert len(set(numbers)) == len(numbers)
    assert all(check_citizen_id(number, today=clock.today()).value == number for number in numbers)
    assert all(one.applicant == by_id[one.owner].name for one in Application.objects.all())
    assert all(by_id[one.owner].name in one.form for one in Application.objects.all())
    assert [finding for finding in findings if finding.log == "action"] == []
    assert not ActionRow.objects.filter(chain_digest__isnull=True).exists()
    last = max(row.number for row in Case.objects.filter(place=0))
    following = next_serials(keys=[last[:31]], day=clock.today())
    assert following == {last[:31]: int(last[-4:]) + 1}
