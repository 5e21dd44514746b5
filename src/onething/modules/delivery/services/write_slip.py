"""The pick-up slip (取件凭证) of what lies ready at the window and was not told before, written by the worker."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from onething.modules.delivery.codes import code_of
from onething.modules.delivery.domain.views import DeliveryItem, DeliveryState
from onething.modules.delivery.models import SlipLine
from onething.modules.delivery.queries import results_in
from onething.modules.handling.api import CaseInfo, cases_of, issue_for_whole
from onething.modules.organisation.api import SiteInfo, find_site
from onething.modules.papers.api import PickUpSlip, ReadyResult
from onething.platform.clock import legal_day
from onething.platform.logs.api import NewAction, append_action
from onething.platform.outbox.api import GiveUp, Work
from onething.platform.permissions import HOUSE

SUBJECT = "application"
WRITTEN = "delivery.slip"
COLLECTORS = "申请人本人（单位是法定代表人），或者申请人在平台上授权办这件事、授权还有效的人。来的人带自己的身份证原件，报取件码。"
TAIL = 6


@transaction.atomic
def write_slip(work: Work) -> None:
    """One slip for all that became ready together; nothing when an earlier slip, or another worker, told it already."""
    if work.subject is None:
        raise GiveUp("没有写明是哪一份申请")
    cases = cases_of(application=work.subject, actor=HOUSE)
    ready = [one for one in results_in(cases)[work.subject] if one.state is DeliveryState.READY]
    told = set(SlipLine.objects.filter(case__in=[one.case for one in ready]).values_list("case", flat=True))
    if new := [one for one in ready if one.case not in told]:
        _write(work, cases[0], new)


def _write(work: Work, first: CaseInfo, new: list[DeliveryItem]) -> None:
    site = find_site(first.site_code)
    if site is None:
        raise GiveUp("没有可以领取的政务服务中心")
    slip = issue_for_whole(
        application=first.application, contents=_contents(work, first, new, site), actor=HOUSE, now=work.now
    )
    SlipLine.objects.bulk_create(SlipLine(case_id=one.case, slip=slip.public_id) for one in new)
    _log(first.application, number=slip.number, work=work)


def _contents(work: Work, first: CaseInfo, new: list[DeliveryItem], site: SiteInfo) -> PickUpSlip:
    return PickUpSlip(
        results=tuple(ReadyResult(name=one.name, item=one.item, body_name=one.body_name) for one in new),
        code=code_of(first.application),
        number_tail=first.application_number[-TAIL:],
        place=site.name,
        address=site.address,
        hours=site.hours,
        phone=site.phone,
        collectors=COLLECTORS,
        valid_until=legal_day(work.now) + timedelta(days=settings.PICK_UP_DAYS),
    )


def _log(application: UUID, *, number: str, work: Work) -> None:
    """The act that the paper belongs to."""
    action = NewAction(
        subject_kind=SUBJECT, subject_id=application, kind=WRITTEN, actor=HOUSE, at=work.now, document=number[:100]
    )
    append_action(action)
