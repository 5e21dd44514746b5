"""Who sees a case: its officers on record, other bodies its state, strangers nothing."""

import pytest
from pytest_django import DjangoAssertNumQueries

from builders.cases import CITIZEN, MONDAY, accepted_newborn, case_at, grant_item, officer
from onething.modules.handling.api import CaseNotFound, case_for, cases_of
from onething.modules.papers.api import PaperNotFound, open_pdf, papers_of, reprint
from onething.modules.papers.models import Paper
from onething.platform.logs.models import AccessRow
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.usefixtures("city")


def test_a_case_is_opened_for_a_purpose_and_on_record() -> None:
    application = accepted_newborn()
    row = case_at(application, "birth-certificate")
    me = officer("health")

    view = case_for(row.public_id, actor=me, purpose="审查办件", now=MONDAY)

    assert view.info.title == "出生医学证明首次签发"
    assert view.review_points == ("出生记录与表单一致", "父母证件有效", "新生儿姓名用字规范")
    access = AccessRow.objects.get(subject_id=row.public_id)
    assert (access.purpose, access.actor_account, access.data_of) == ("审查办件", me.account, CITIZEN.person)
    with pytest.raises(CaseNotFound):
        case_for(row.public_id, actor=officer("police"), purpose="审查办件", now=MONDAY)


def test_other_departments_see_the_state_but_strangers_do_not() -> None:
    application = accepted_newborn()

    assert len(cases_of(application=application, actor=officer("police"))) == 6
    with pytest.raises(CaseNotFound):
        cases_of(application=application, actor=officer("education"))


HEAD = Actor(role=Role.BODY_HEAD, body_code="police", region_path="99/0102/")


def test_a_paper_about_the_whole_is_read_by_every_body_with_a_case_of_it_and_by_no_other(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    application = accepted_newborn(promised={"mother:bank-card": "deferral"})
    papers = list(Paper.objects.filter(application=application, case=None))
    kinds = {"acceptance", "deferral"}
    assert ({paper.body_code for paper in papers}, kinds <= {paper.kind for paper in papers}) == ({"health"}, True)

    for reader in (officer("health"), officer("police"), HEAD):
        with django_assert_num_queries(1):
            assert kinds <= {one.kind for one in papers_of(application=application, actor=reader)}
        assert open_pdf(paper=papers[0].public_id, actor=reader, now=MONDAY).content
    for stranger in (officer("education"), officer("police-2"), officer("polic")):
        assert papers_of(application=application, actor=stranger) == ()
        with pytest.raises(PaperNotFound):
            open_pdf(paper=papers[0].public_id, actor=stranger, now=MONDAY)
    with pytest.raises(PaperNotFound):
        reprint(paper=papers[0].public_id, actor=officer("police"), now=MONDAY)


def test_a_paper_about_one_case_stays_with_its_body() -> None:
    application = accepted_newborn()
    grant_item(application, "birth-certificate")

    assert "decision" in {one.kind for one in papers_of(application=application, actor=officer("health"))}
    assert "decision" not in {one.kind for one in papers_of(application=application, actor=officer("police"))}
