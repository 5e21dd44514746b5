"""A licence that ends is continued from its own application; what nobody decides in time, the law continues."""

from datetime import datetime, timedelta

from django.test import Client

from builders.cases import case_at, officer
from builders.filing import FATHER
from builders.filing_pages import fill_all, open_draft, submit, text_of
from onething.core.lifecycle import RenewalRule, last_day_to_renew
from onething.modules.catalogue.api import calendar_in_force
from onething.modules.handling.api import accept_application, deem_renewed, grant, start_review
from onething.modules.handling.models import Case
from onething.modules.intake.models import Application
from onething.modules.papers.models import Paper
from onething.platform import clock
from onething.platform.clock import legal_day, moved
from onething.platform.permissions import Actor, Role

OPINION = "符合条件，准予办理。"


def clerk_of(row: Application) -> Actor:
    return Actor(
        role=Role.WINDOW_CLERK,
        account=row.public_id,
        site_code=row.site_code,
        region_path=row.region_path,
        channel="counter",
    )


def test_a_licence_is_continued_from_its_application_and_by_the_law_when_nobody_decides(
    mother: Client, now: datetime
) -> None:
    draft = open_draft(mother)
    fill_all(mother, draft)
    page = submit(mother, draft).removesuffix("submitted/")
    filed = Application.objects.get()
    accept_application(application=filed.public_id, actor=clerk_of(filed), now=now)
    held = case_at(filed.public_id, "birth-certificate")
    who, until = officer(held.body_code), legal_day(now) + timedelta(days=100)
    thirty, calendar = RenewalRule().counts, calendar_in_force(on=legal_day(now))
    assert calendar
    last = last_day_to_renew(until, term=thirty, calendar=calendar)
    start_review(case=held.public_id, version=held.row_version, actor=who, now=now)
    grant(
        case=held.public_id, version=held.row_version + 1, opinion=OPINION, result_number="Z1", valid_until=until,
        actor=who, now=now,
    )  # fmt: skip

    no_licence = text_of(mother.get(page))
    Case.objects.filter(pk=held.pk).update(item_type="01")  # as if the certificate were a licence
    told = text_of(mother.get(page))
    asked = text_of(mother.get(f"{page}renew/{held.public_id}/"))
    again = str(mother.post(f"{page}renew/{held.public_id}/")["Location"])
    tasks, changed = text_of(mother.get(again)), mother.post(f"{again}answers/", {"answer-births": "two"})
    mother.post(f"{again}parties/father/", {**FATHER, "stage": "identify", "consent": "yes"})
    following = submit(mother, again).removesuffix("submitted/")

    assert "这一项不是行政许可" in no_licence
    assert "申请延续" not in no_licence
    assert f"延续最迟在{last.year}年{last.month}月{last.day}日申请申请延续：出生医学证明" in told
    assert "母亲：现住址禾丰市青禾区稻香街道穗前路12号3幢201室" in asked
    assert "材料.pdf、第二页.pdf" in asked
    assert "填写“出生医学证明延续”申请" in tasks
    assert "一起办1项" in tasks
    assert "延续按原来的情形办理，不能改情形" in text_of(changed)
    renewed = Case.objects.get(renews=held.public_id)
    assert (renewed.item, renewed.renews_until, renewed.limits["renews_until"]) == (held.item, until, until.isoformat())
    assert "已经申请了延续，正在办理" in text_of(mother.get(page))

    with moved(now + timedelta(days=1)):
        accept_application(application=renewed.application_ref, actor=clerk_of(filed), now=clock.now())
        assert deem_renewed(now + timedelta(days=100)) == 0
    accepted = Case.objects.filter(pk=renewed.pk)
    accepted.update(accepted_on=until + timedelta(days=1))  # as if the correction had come when it was over
    assert deem_renewed(now + timedelta(days=101)) == 0
    accepted.update(accepted_on=legal_day(now) + timedelta(days=1))
    assert (deem_renewed(now + timedelta(days=101)), deem_renewed(now + timedelta(days=101))) == (1, 0)

    renewed.refresh_from_db()
    assert (renewed.state, renewed.result_number) == ("granted", "Z1")
    assert renewed.valid_until == until + timedelta(days=100)
    paper = Paper.objects.get(case=renewed.public_id, kind="decision")
    assert (paper.valid_until, '"deemed":true' in paper.data) == (renewed.valid_until, True)
    assert "已经延续查看延续" in text_of(mother.get(page))
    assert "视为准予延续（系统）" in text_of(mother.get(following))
