"""Every migration since the newest release lets that release work on beside it, or says why not."""

from django.apps import apps

from builders.releases import migrations_of, newest_release
from onething.project.upgrade import breaks_ahead

REMEDY = (
    "While an upgrade rolls, the previous release works on these tables. Expand now and contract a release later: give a"
    " new column null=True or db_default=…, and leave what is no longer needed for the next release. If both releases can"
    ' live with it all the same, say why with `rolling = "…"` in the Migration class; if everything must stand still for'
    ' this upgrade, say why with `stop = "…"`. See docs/guide/upgrade.md.'
)


def test_the_newest_release_can_work_on_beside_every_new_migration_or_it_says_why_not() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("onething.")}

    found = [one for one in breaks_ahead(migrations_of(newest_release())) if not one.marked]

    unsaid = [f"{one.migration}: {one.reason}" for one in found if one.migration.partition(".")[0] in ours]
    assert unsaid == [], REMEDY
