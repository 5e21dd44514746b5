"""The promises of an application on one sheet (承诺书): told, promised, signed by submitting with a real name."""

from onething.modules.intake.domain.reading import Reading
from onething.modules.intake.models import Application
from onething.modules.papers.api import Letterhead, PaperSubject, PromisedMaterial, PromiseSheet, issue
from onething.platform.permissions import Actor

SIGNED = {"portal": "实名登录后勾选确认", "counter": "在窗口书面签字，由工作人员录入"}


def issue_promises(application: Application, reading: Reading, actor: Actor) -> None:
    """Nothing when nothing is promised; else one sheet in the caller's transaction, before the receipt."""
    if not reading.promised:
        return
    lead = reading.source.library.bodies[reading.source.bundle.lead]
    contents = PromiseSheet(
        promises=tuple(
            PromisedMaterial(
                name=offer.name,
                kind=offer.kind.label,
                text=offer.text,
                consequence=offer.consequence,
                law=(offer.basis,),
            )
            for offer in reading.promised
        ),
        signed_at=application.submitted_at,
        signed_how=SIGNED.get(application.channel, "由经授权的系统提交"),
    )
    about = PaperSubject(
        application=application.public_id,
        application_number=application.number,
        matter=application.title,
        applicant=application.applicant,
        bundle=application.bundle,
        owner=application.owner,
        site_code=application.site_code,
        region_path=application.region_path,
    )
    issue(
        contents=contents,
        body=Letterhead(code=lead.code, name=lead.name),
        about=about,
        actor=actor,
        now=application.submitted_at,
    )
