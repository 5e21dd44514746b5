"""What a correction notice asks moves from intake to the cases it names: one truth, written with the step itself."""

import json
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from onething.platform.encryption.fields import EncryptedTextField


def carry(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Each awaited case gets the points that name it; notices that are answered or over have nothing left to ask."""
    cases = apps.get_model("handling", "Case").objects
    notices = apps.get_model("intake", "Correction").objects.filter(supplied_at__isnull=True, closed_at__isnull=True)
    for notice in notices.order_by("id").iterator():
        targets = json.loads(notice.targets)
        for case in cases.filter(application_id=notice.application_id, awaits_correction=True).only("pk", "key"):
            told = _told([target for target in targets if case.key in target["items"]], notice.term)
            cases.filter(pk=case.pk).update(notice=told, correct_by=notice.due_on)


def _told(targets: list[dict[str, Any]], term: str) -> str:
    points = [
        {"target": one["key"], "name": one["label"], "problem": one["problem"], "remedy": one["how"]} for one in targets
    ]
    return json.dumps({"points": points, "term": term}, ensure_ascii=False)


class Migration(migrations.Migration):
    stop = "补正通知搬到办件，搬的时候不能有人补正"
    dependencies = [
        ("handling", "0002_corrections"),
        ("intake", "0005_consent"),
    ]

    operations = [
        migrations.AddField(
            "case",
            "notice",
            EncryptedTextField(null=True, help_text="the words of the correction notice, while it is unanswered"),
        ),
        migrations.AddField(
            "case",
            "correct_by",
            models.DateField(null=True, help_text="the last day to answer it, where a local rule sets one"),
        ),
        migrations.RunPython(carry, elidable=True),
    ]
