"""A clerk files the whole birth bundle for the mother who stands at the window."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders.filing import ANSWERS, CHILD, DELIVERY, FATHER, MOTHER, PDF, UPLOADS
from onething.modules.intake.models import Application, Draft
from onething.modules.papers.models import Paper
from onething.platform.logs.models import AccessRow

PERSON = {"name": "林知夏", "id_number": "770101199403120025", "phone": "139 0000 0001", "proven": "yes"}
QUESTIONS = {f"q:{code}": answer for code, answer in ANSWERS.items()}


def open_draft(window: Client, **changes: str) -> Any:
    return window.post("/counter/new/", {**PERSON, **QUESTIONS, "bundle": "newborn", "act": "open", **changes})


def files() -> dict[str, SimpleUploadedFile]:
    return {f"file:{key}": SimpleUploadedFile("材料.pdf", PDF, "application/pdf") for key in UPLOADS}


def filled(**changes: str) -> dict[str, Any]:
    return {**MOTHER, **FATHER, **CHILD, **DELIVERY, "consent:father": "yes", **files(), **changes}


def test_no_bundle_is_chosen_unawares(window: Client) -> None:
    asked = window.get("/counter/new/").content.decode()
    pressed = window.post("/counter/new/", {**PERSON, **QUESTIONS, "act": "open"})

    assert "请选择" in asked
    assert 'name="q:' not in asked
    assert "开始填写" not in asked
    assert pressed.status_code == 422
    assert "请先选办哪一件事" in pressed.content.decode()
    assert 'value="林知夏"' in pressed.content.decode()
    assert not Draft.objects.exists()


def test_a_chosen_bundle_brings_its_questions(window: Client) -> None:
    page = window.post("/counter/new/", {"bundle": "newborn", "act": "update"}).content.decode()

    assert '<option value="newborn" selected>新生儿出生</option>' in page
    assert '<optgroup label="个人的事">' in page
    assert 'name="q:married"' in page
    assert "开始填写" in page


def test_the_whole_birth_bundle_is_filed_and_recorded_as_window(window: Client) -> None:
    offered = {"offered": ["parenting-guidance:child[1]", "childcare-subsidy:child[1]"]}

    draft = window.post("/counter/new/", {**PERSON, **QUESTIONS, **offered, "bundle": "newborn", "act": "open"})
    saved = window.post(draft["Location"], filled(act="save"))
    done = window.post(draft["Location"], {"act": "submit"})

    row = Application.objects.get()
    assert saved["Location"] == draft["Location"]
    assert done["Location"] == f"/counter/applications/{row.public_id}/"
    assert (row.channel, row.site_code, row.applicant_masked) == ("counter", "city-centre", "林*夏")
    assert row.filed_by is not None
    assert Draft.objects.count() == 0
    page = window.get(done["Location"]).content.decode()
    assert f"申请已提交，编号 {row.number}" in page
    assert "窗口" in page


def test_the_receipt_of_the_window_says_which_window_received_originals_and_copies(window: Client) -> None:
    draft = open_draft(window)
    window.post(draft["Location"], filled(act="save"))

    window.post(draft["Location"], {"act": "submit"})

    receipt = json.loads(Paper.objects.get(kind="receipt").data)["contents"]
    assert (receipt["receiver"], receipt["place"]) == ("综合窗口（01号）", "禾丰市政务服务中心")
    forms = {line["form"] for line in receipt["materials"]}
    assert forms == {"原件", "影印件"}
    assert all(line["files"] == 1 for line in receipt["materials"])


def test_pressing_submit_twice_gives_one_application(window: Client) -> None:
    address = open_draft(window)["Location"]
    window.post(address, filled(act="save"))

    first = window.post(address, {"act": "submit"})
    second = window.post(address, {"act": "submit"})

    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1


def test_when_the_days_numbers_are_used_up_the_clerk_is_told(window: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = open_draft(window)["Location"]
    monkeypatch.setattr("onething.platform.numbering.api.MOST_SERIALS", 0)

    answer = window.post(address, filled(act="submit"))

    assert answer.status_code == 422
    assert "今天的编号已经用完，这次没有提交" in answer.content.decode()
    assert (Draft.objects.count(), Application.objects.count()) == (1, 0)


def test_the_draft_shows_what_registers_know_and_where_it_comes_from(window: Client) -> None:
    page = window.get(open_draft(window)["Location"]).content.decode()

    assert "窗口核验证件" in page
    assert "穗前路12号3幢201室" in page
    assert "医疗收费票据、费用清单、诊断证明、病历资料" in page
    assert "票据为本次分娩" in page
    assert re.findall(r"还差 (\d+) 处没有完成", page)


def test_what_is_wrong_is_said_at_its_place_and_the_rest_is_kept(window: Client) -> None:
    address = open_draft(window)["Location"]
    wrong = filled(act="submit", **{"father.id-number": "770101199211050035", "child[1].child-name": "周小禾"})

    answer = window.post(address, wrong)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>错误：" in page
    assert 'value="770101199211050035"' in page
    assert 'value="周小禾"' in page
    assert page.count("材料.pdf") >= 3
    assert Application.objects.count() == 0


def test_everything_missing_is_listed_and_leads_to_its_control(window: Client) -> None:
    empty = dict.fromkeys((*MOTHER, *FATHER, *CHILD, *DELIVERY), "")

    answer = window.post(open_draft(window)["Location"], {"act": "submit", **empty})

    page = answer.content.decode()
    assert answer.status_code == 422
    for target in re.findall(r'error-summary__list".*?</ul>', page, re.DOTALL)[0].split('href="#')[1:]:
        assert f'id="{target.partition(chr(34))[0]}"' in page
    assert "父亲的信息还没有填写。" in page
    assert "新生儿的“新生儿姓名”还没有填写。" in page
    assert "的“医疗收费票据、费用清单、诊断证明、病历资料”还没有上传。" in page


def test_two_clerks_on_one_draft_lose_nothing(window: Client) -> None:
    address = open_draft(window)["Location"]
    shown = {f"was:{key}": "" for key in MOTHER}
    mine = {**MOTHER, "mother.bank-name": ""}
    window.post(address, {**mine, **shown, "act": "save"})

    apart = window.post(address, {**dict.fromkeys(MOTHER, ""), "mother.bank-name": "禾丰银行", **shown, "act": "save"})
    both = window.post(address, {"mother.live-address": "青禾区新址", "was:mother.live-address": "", "act": "save"})

    page = both.content.decode()
    assert (apart.status_code, both.status_code) == (302, 422)
    assert "现住址在另一个页面已经存为“禾丰市青禾区稻香街道穗前路12号3幢201室”" in page
    assert 'value="青禾区新址"' in page
    assert 'name="was:mother.live-address" value="禾丰市青禾区稻香街道穗前路12号3幢201室"' in page
    assert 'value="禾丰银行"' in page


def test_a_file_that_lies_about_its_kind_is_refused_at_its_material(window: Client) -> None:
    address = open_draft(window)["Location"]

    answer = window.post(
        address, {"act": "save", "file:mother:bank-card": SimpleUploadedFile("卡.jpg", b"MZ\x00\x01" * 9)}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="field-file-mother-bank-card-error"' in page


def test_a_file_can_be_taken_away_again(window: Client) -> None:
    address = open_draft(window)["Location"]
    window.post(address, {"act": "save", **files()})
    removed = re.findall(r'name="remove" value="(mother:bank-card\|[^"]+)"', window.get(address).content.decode())

    window.post(address, {"remove": removed[0]})

    assert len(re.findall(r'name="remove"', window.get(address).content.decode())) == 2


def test_nobody_is_registered_whose_document_was_not_checked(window: Client) -> None:
    answer = open_draft(window, proven="")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请核对证件原件和本人" in page
    assert 'value="770101199403120025"' in page
    assert Draft.objects.count() == 0


def test_open_questions_are_each_named_and_answers_stay(window: Client) -> None:
    answer = open_draft(window, **{"q:births": "", "q:same_ethnicity": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“这次生了几个孩子”还没有选" in page
    assert "“父母民族相同吗”还没有选" in page
    assert len(re.findall(r"<input[^>]* checked", page)) >= 5


def test_updating_the_questions_stores_nothing_and_follows_the_answers(window: Client) -> None:
    answer = window.post(
        "/counter/new/", {**QUESTIONS, "q:household_place": "elsewhere", "bundle": "newborn", "act": "update"}
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "父母民族相同吗" not in page
    assert "户口在外省的，请持出生医学证明到户口所在地派出所申报出生登记" in page
    assert Draft.objects.count() == 0


def test_a_situation_that_leads_elsewhere_says_where_to_go(window: Client) -> None:
    answer = open_draft(window, **{"q:married": "no"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "到政务服务中心综合窗口，说明“新生儿出生，父母未登记结婚”" in page
    assert Draft.objects.count() == 0


def test_changed_answers_keep_what_still_applies(window: Client) -> None:
    address = open_draft(window)["Location"]
    window.post(address, filled(act="save"))

    changed = window.post(f"{address}situation/", {**QUESTIONS, "q:maternity_insurance": "no", "act": "save"})

    page = window.get(changed["Location"]).content.decode()
    assert changed["Location"] == address
    assert "不再需要，不会提交" in page
    assert 'value="周小禾"' in page


def test_registering_somebody_is_on_the_access_log(window: Client) -> None:
    open_draft(window)

    assert AccessRow.objects.filter(purpose="综合窗口登记申请人", channel="counter").count() == 1


def test_a_draft_can_be_discarded(window: Client) -> None:
    address = open_draft(window)["Location"]

    window.post(f"{address}discard/")

    assert Draft.objects.count() == 0
    assert window.get(address).status_code == 404


def test_the_draft_of_another_site_does_not_exist(window: Client, next_door: Client) -> None:
    address = open_draft(window)["Location"]

    assert next_door.get(address).status_code == 404
    assert next_door.post(address, {"act": "submit"}).status_code == 404
    assert next_door.post(f"{address}discard/").status_code == 404
    assert Draft.objects.count() == 1


def test_a_situation_outside_the_bundle_does_not_send_the_person_at_the_window_to_the_window(window: Client) -> None:
    refused = open_draft(window, **{"q:married": "no"})

    assert refused.status_code == 422
    assert "这种情形不联办，没有建立申请。请按单个事项逐项受理。" in refused.content.decode()


def test_a_draft_begun_at_the_window_stands_in_a_list_of_its_own(window: Client) -> None:
    before = window.get("/counter/?tab=drafts").content.decode()
    draft = open_draft(window)["Location"]

    assert "没有还没提交的草稿" in before
    assert draft in window.get("/counter/?tab=drafts").content.decode()
    assert draft not in window.get("/counter/").content.decode()
