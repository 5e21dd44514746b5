"""A correction notice names a paper and a number; exactly these are put right."""

from collections.abc import Mapping
from datetime import datetime

import pytest

from builders.filing import PDF, complete, open_newborn
from onething.core.definitions import Element
from onething.modules.catalogue.api import bundle_of_version
from onething.modules.handling.api import Defect
from onething.modules.intake.api import (
    CorrectionTarget,
    FileRefused,
    Gathered,
    ValuesRefused,
    application_of,
    form_of,
    gather_targets,
    gathered_for,
    gathering,
    inspect_page,
    keep_page,
    keep_values,
    put_right,
    submit,
)
from onething.modules.intake.domain.filed import read_form, write_form
from onething.modules.intake.models import Application
from onething.platform.permissions import Actor

Targets = tuple[CorrectionTarget, ...]
ASKED = gather_targets(
    [
        Defect(case="birth-certificate:child[1]", target="mother:issue-consent", target_name="告知书", problem="签名看不清", remedy="重新签名"),
        Defect(case="maternity-reimbursement", target="mother.bank-account", target_name="银行账号", problem="少一位", remedy="填全"),
    ]
)  # fmt: skip


def hand_in(filed: Application, mother: Actor, now: datetime, material: str, name: str) -> None:
    filing, page = gathering(application=filed.public_id, actor=mother), inspect_page(name=name, content=PDF)
    keep_page(filing=filing, targets=ASKED, material=material, page=page, now=now)


def write(
    filed: Application, mother: Actor, now: datetime, values: Mapping[str, str], targets: Targets = ASKED
) -> None:
    filing = gathering(application=filed.public_id, actor=mother)
    keep_values(filing=filing, targets=targets, elements=elements_of(filed), values=values, now=now)


def put(filed: Application, mother: Actor, now: datetime, targets: Targets = ASKED) -> None:
    filing = gathering(application=filed.public_id, actor=mother)
    put_right(filing=filing, targets=targets, elements=elements_of(filed), now=now)


def elements_of(filed: Application) -> Mapping[str, Element]:
    return bundle_of_version(filed.bundle, version=filed.bundle_version).library.elements


@pytest.fixture
def filed(mother: Actor, now: datetime) -> Application:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    submit(draft=draft, key="k", actor=mother, now=now)
    return Application.objects.get()


def test_everything_named_is_replaced_and_nothing_stays_behind(
    filed: Application, mother: Actor, now: datetime
) -> None:
    hand_in(filed, mother, now, "mother:issue-consent", "重签.pdf")
    write(filed, mother, now, {"mother.bank-account": "6222 0000 1234 56789"})

    put(filed, mother, now)

    form = form_of(filed.public_id, actor=mother, purpose="核对", now=now)
    written = {entry.key: entry.value for entry in form}
    materials = {m.key: m.files for m in application_of(filed.public_id, actor=mother).materials}
    assert written["mother.bank-account"] == "62220000123456789"
    assert written["mother.bank-name"] == "禾丰银行青禾支行"
    assert [kept.name for kept in materials["mother:issue-consent"]] == ["重签.pdf"]
    assert [kept.name for kept in materials["mother:bank-card"]] == ["材料.pdf"]
    assert gathered_for(row=filed.pk) == Gathered()


def test_a_field_left_empty_at_filing_is_written_into_the_form(
    filed: Application, mother: Actor, now: datetime
) -> None:
    filed.form = write_form(tuple(e for e in read_form(filed.form) if e.key != "mother.delivery-address"))
    filed.save(update_fields=["form"])
    asked = gather_targets([Defect(case="birth-certificate:child[1]", target="mother.delivery-address", target_name="邮寄地址", problem="没有填", remedy="填写")])  # fmt: skip

    write(filed, mother, now, {"mother.delivery-address": "禾丰市青禾区穗前路12号"}, asked)
    put(filed, mother, now, asked)

    form = form_of(filed.public_id, actor=mother, purpose="核对", now=now)
    entry = next(entry for entry in form if entry.key == "mother.delivery-address")
    assert (entry.shown, entry.label, entry.party_label) == ("禾丰市青禾区穗前路12号", "邮寄地址", "母亲")
    assert entry.items == ("birth-certificate:child[1]", "social-security-card:child[1]")


def test_what_is_missing_is_all_named_and_nothing_is_replaced(filed: Application, mother: Actor, now: datetime) -> None:
    hand_in(filed, mother, now, "mother:issue-consent", "重签.pdf")

    with pytest.raises(ValuesRefused) as refused:
        put(filed, mother, now)

    materials = {m.key: m.files for m in application_of(filed.public_id, actor=mother).materials}
    assert refused.value.reasons == {"mother.bank-account": "“银行账号”还没有重新填写。"}
    assert [kept.name for kept in materials["mother:issue-consent"]] == ["材料.pdf"]
    assert list(gathered_for(row=filed.pk).files) == ["mother:issue-consent"]


def test_only_what_the_notice_names_can_be_changed(filed: Application, mother: Actor, now: datetime) -> None:
    write(filed, mother, now, {"mother.bank-name": "别的银行"})
    with pytest.raises(FileRefused, match="没有要这份材料"):
        hand_in(filed, mother, now, "mother:bank-card", "a.pdf")

    assert gathered_for(row=filed.pk) == Gathered()
