"""Materials that are promised instead of handed in with the application, and that come later, or never."""

from typing import Any

from onething.modules.handling.api import supply_promised
from onething.modules.intake.api import offers_of, promise_material, submit
from onething.modules.pledge.api import PromiseKind, promises_of
from onething.project.city.acts import Scene, open_for
from onething.project.city.filling import SAMPLE, finish, name_everybody


def file(scene: Scene) -> None:
    """Promise everything that may come later, fill the rest and submit."""
    if scene.is_filed:
        return
    about = open_for(scene)
    by: dict[str, Any] = {"draft": about.draft, "actor": about.actor, "now": about.now}
    name_everybody(about)
    for offer in offers_of(**by):
        if offer.kind is PromiseKind.DEFERRAL:
            promise_material(material=offer.key, kind=offer.kind.value, **by)
    finish(about)
    submit(key=scene.key, **by)


def supply(scene: Scene) -> None:
    """Hand in what was promised."""
    application = scene.application.public_id
    for promise in promises_of(application):
        if promise.open:
            supply_promised(
                application=application,
                material=promise.material,
                pages=[(f"{promise.name}.pdf", SAMPLE)],
                actor=scene.filer(),
                now=scene.now,
            )
