"""A promised material comes: its pages stand in the application from now on.

Handling says that it is owed, and calls with the application's row locked; the rights are checked there.
"""

from collections.abc import Sequence
from datetime import datetime

from onething.modules.intake.domain.content import write_uploads
from onething.modules.intake.models import Application, ApplicationMaterial
from onething.modules.intake.services.attach import as_upload
from onething.modules.intake.services.submit import SUBJECT
from onething.platform.files.api import InspectedUpload, keep_file
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Actor


def put_promised(*, row: int, material: str, pages: Sequence[InspectedUpload], actor: Actor, now: datetime) -> None:
    """Keep the pages as those of the material."""
    filing = Application.objects.only("public_id").get(pk=row)
    uploads = tuple(as_upload(keep_file(upload=page, now=now)) for page in pages)
    rows = ApplicationMaterial.objects.filter(application=filing, key=material)
    rows.update(files=write_uploads(uploads), supplied_at=now)
    append_action(
        NewAction(
            subject_kind=SUBJECT,
            subject_id=filing.public_id,
            kind="application.supply",
            actor=actor,
            at=now,
            payload={"material": material, "pages": len(uploads)},
        )
    )
