"""Hand the bodies of the local packs in force to organisation, on the day on which they come into force."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from onething.modules.catalogue.domain.collecting import PackContent
from onething.modules.catalogue.domain.documents import Document
from onething.modules.catalogue.domain.problems import PackFinding
from onething.modules.catalogue.domain.records import PackLayer
from onething.modules.catalogue.errors import PackRefused
from onething.modules.catalogue.models import PackVersion
from onething.modules.catalogue.queries import packs_in_force
from onething.modules.catalogue.services.stored import content_of
from onething.modules.organisation.api import OrganisationRefused, Problem, load_organisation
from onething.platform.clock import legal_day
from onething.platform.database import save_guarded

STEP = re.compile(r"\[(\d+)\]|([a-z_]+)")


@transaction.atomic
def settle_bodies(now: datetime) -> int:
    """Where another version applies than the one whose bodies stand in organisation, load its; returns how many."""
    done = 0
    for pack in packs_in_force(on=legal_day(now)):
        if pack.info.layer is PackLayer.LOCAL:
            row = PackVersion.objects.select_for_update().get(pk=pack.row)
            last = PackVersion.objects.filter(code=row.code).aggregate(last=Max("settled_at"))["last"]
            if row.settled_at is None or row.settled_at < last:
                _load(content_of(row), now)
                row.settled_at = now
                save_guarded(row, fields=["settled_at"])
                done += 1
    return done


def try_bodies(content: PackContent, now: datetime) -> None:
    """Raise PackRefused where organisation would not take the bodies; nothing is written."""
    with transaction.atomic():
        _load(content, now)
        transaction.set_rollback(True)


def _load(content: PackContent, now: datetime) -> None:
    if content.info.layer is not PackLayer.LOCAL:
        return
    for document in content.documents:
        if document.kind == "bodies":
            try:
                load_organisation(data=document.data, now=now)
            except OrganisationRefused as refused:
                raise PackRefused(tuple(_placed(found, document) for found in refused.problems)) from refused


def _placed(problem: Problem, document: Document) -> PackFinding:
    """A problem of organisation at its line: `entries[0].uscc` is a path in the document."""
    steps = [int(index) if index else key for index, key in STEP.findall(problem.where)]
    return PackFinding(
        code=problem.code,
        message=problem.message,
        file=document.file,
        line=document.line_of(tuple(steps)),
        field=problem.where,
    )
