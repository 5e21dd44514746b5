"""Who sees a case: its officers on record, other bodies its state, strangers nothing."""

import pytest

from builders.cases import CITIZEN, MONDAY, accepted_newborn, case_at, officer
from onething.modules.handling.api import CaseNotFound, case_for, cases_of
from onething.platform.logs.models import AccessRow

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
