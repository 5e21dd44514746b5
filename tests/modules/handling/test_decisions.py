"""What a decision or a refusal needs, who may make it, and who was first."""

import json
from dataclasses import replace

import pytest

from builders.cases import (
    CITIZEN,
    CLERK,
    MONDAY,
    NO,
    accepted_newborn,
    case_at,
    file_newborn,
    grant_item,
    officer,
    states,
)
from builders.notices import papers_of
from onething.core.definitions import Basis, Mark
from onething.modules.handling.api import (
    CaseNotFound,
    MoveRefused,
    TakenOver,
    deny,
    grant,
    refuse_acceptance,
    start_review,
    withdraw,
)
from onething.modules.identity.models import Account
from onething.modules.papers.models import Paper
from onething.platform.database import new_public_id

pytestmark = pytest.mark.usefixtures("city")


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"reason": " "}, "reason"),
        ({"facts": ""}, "facts"),
        ({"law": ()}, "law"),
        ({"law": (Basis("某传闻"),)}, "law"),
    ],
)
def test_no_denial_without_facts_reason_and_law(wrong: dict[str, object], place: str) -> None:
    application = accepted_newborn()
    row = case_at(application, "birth-certificate")

    with pytest.raises(MoveRefused) as refused:
        deny(
            case=row.public_id,
            version=row.row_version,
            rejection=replace(NO, **wrong),
            actor=officer("health"),
            now=MONDAY,
        )

    assert list(refused.value.reasons) == [place]
    assert states(application)["birth-certificate"] == "accepted"
    assert papers_of(application) == ["acceptance"]


def test_refusing_the_application_ends_everything_and_each_body_says_it_of_its_own_case() -> None:
    application = file_newborn()

    refuse_acceptance(application=application, rejection=NO, actor=CLERK, now=MONDAY)

    assert states(application) == {
        "birth-certificate": "refused",
        "vaccination-certificate": "refused",
        "birth-registration": "terminated",
        "social-security-card": "terminated",
        "resident-medical-insurance": "terminated",
        "maternity-reimbursement": "refused",
    }
    papers = Paper.objects.filter(application=application).order_by("id")
    assert [(row.kind, row.number, row.case) for row in papers] == [
        ("refusal", f"禾丰{mark}不受〔2026〕1号", case_at(application, item).public_id)
        for mark, item in [
            ("卫生健康", "birth-certificate"),
            ("疾病预防控制", "vaccination-certificate"),
            ("医疗保障", "maternity-reimbursement"),
        ]
    ]


def test_each_body_refuses_on_the_law_of_its_own_items() -> None:
    application = file_newborn()
    vaccines, typed = (Basis(*one, Mark.CONFIRMED) for one in (("疫苗管理法", "第47条"), ("行政许可法", "第32条")))
    chosen = replace(NO, law=(*NO.law, vaccines, typed))

    refuse_acceptance(application=application, rejection=chosen, actor=CLERK, now=MONDAY)

    papers = Paper.objects.filter(application=application).order_by("id")
    cited = [[basis["document"] for basis in json.loads(row.data)["contents"]["law"]] for row in papers]
    assert cited == [["母婴保健法", "行政许可法"], ["疫苗管理法", "行政许可法"], ["行政许可法"]]


def test_a_grant_waits_for_what_binds_its_end() -> None:
    application = accepted_newborn()

    with pytest.raises(MoveRefused, match="出生医学证明首次签发"):
        grant_item(application, "maternity-reimbursement")

    grant_item(application, "birth-certificate")
    row = case_at(application, "maternity-reimbursement")
    grant(
        case=row.public_id,
        version=row.row_version,
        opinion="票据相符",
        result_number="B1",
        actor=officer("medical-insurance"),
        now=MONDAY,
    )
    assert states(application)["maternity-reimbursement"] == "concluded"  # a payment has nothing to hand over


def test_the_second_officer_is_told_who_was_first() -> None:
    account = Account.objects.create_account(login="he", kind="staff", display_name="何晓")
    application = accepted_newborn()
    row = case_at(application, "birth-certificate")
    start_review(
        case=row.public_id, version=row.row_version, actor=officer("health", account=account.public_id), now=MONDAY
    )

    with pytest.raises(TakenOver, match="经办人 何晓已于3月2日 09:00对这个办件作了“转审查”"):
        deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer("health"), now=MONDAY)

    assert states(application)["birth-certificate"] == "reviewing"


def test_a_decision_cannot_be_made_twice_or_taken_back() -> None:
    application = accepted_newborn()
    grant_item(application, "vaccination-certificate")
    row = case_at(application, "vaccination-certificate")

    with pytest.raises(MoveRefused, match="不能执行“准予决定”"):
        grant(
            case=row.public_id,
            version=row.row_version,
            opinion="再来一次",
            result_number="2",
            actor=officer("disease-control"),
            now=MONDAY,
        )
    with pytest.raises(MoveRefused, match="不能再撤回"):
        withdraw(application=application, cases=[row.public_id], actor=CITIZEN, now=MONDAY)


@pytest.mark.parametrize(
    "stranger",
    [officer("police"), CLERK, CITIZEN, replace(CITIZEN, person=new_public_id())],
    ids=["another body", "clerk", "applicant", "stranger"],
)
def test_only_officers_of_the_body_decide(stranger: object) -> None:
    application = accepted_newborn()
    row = case_at(application, "birth-certificate")

    with pytest.raises(CaseNotFound):
        grant(case=row.public_id, version=row.row_version, opinion="好", result_number="1", actor=stranger, now=MONDAY)

    assert states(application)["birth-certificate"] == "accepted"
