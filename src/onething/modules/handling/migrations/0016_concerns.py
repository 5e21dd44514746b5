"""What a supervisor looks at: written with each step from now on, and found once in the log that is there."""

from collections.abc import Iterator
from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STEPS = {
    'deem_accepted': 'deemed',
    'deem_renewed': 'renewed',
    'order_rectify': 'unkept',
    'check_order': 'unkept',
    'check_fail': 'unkept',
    'rekey_late': 'rekeying',
    'ask_correction': 'asked-again',
}
MOST_AT_ONCE = 500


def find(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """One row for each such line of the log; of the notices only those that somebody above allowed."""
    concerns = apps.get_model('handling', 'Concern').objects
    concerns.bulk_create(_found(apps), batch_size=MOST_AT_ONCE)


def _found(apps: Apps) -> Iterator[Any]:
    cases, concern = apps.get_model('handling', 'Case').objects, apps.get_model('handling', 'Concern')
    lines = apps.get_model('logs', 'ActionRow').objects.filter(subject_kind='case', kind__in=STEPS).order_by('id')
    for line in lines.only('kind', 'at', 'subject_id', 'payload').iterator():
        if line.kind != 'ask_correction' or 'override' in (line.payload.get('detail') or {}):
            case = cases.only('pk', 'body_code', 'region_path').get(public_id=line.subject_id)
            place = {'body_code': case.body_code, 'region_path': case.region_path}
            yield concern(case_id=case.pk, kind=STEPS[line.kind], at=line.at, **place)


class Migration(migrations.Migration):
    rolling = 'What the previous release does meanwhile is in the log as ever; only the lists of the supervisor lack it.'
    dependencies = [
        ('handling', '0015_writings'),
        ('logs', '0003_principal'),
    ]

    operations = [
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concerns', to='handling.case')),
                ('kind', models.CharField(choices=[('overdue', '超期未决定'), ('undelivered', '超期未送达'), ('standing', '停止计时过久'), ('deemed', '视为受理'), ('renewed', '视为准予延续'), ('asked-again', '再次补正加项'), ('unkept', '承诺没有兑现'), ('rekeying', '二次录入超时')], max_length=16)),
                ('at', models.DateTimeField()),
                ('body_code', models.CharField(max_length=64)),
                ('region_path', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['kind', 'at', 'id'], name='handling_concern_kind'),
                    models.Index(fields=['body_code', 'kind', 'at', 'id'], name='handling_concern_body'),
                ],
            },
        ),
        migrations.RunPython(find, elidable=True),
        migrations.RemoveIndex(
            model_name='case',
            name='handling_case_late',
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('state__in', ['received', 'accepted', 'reviewing', 'granted', 'paused'])), fields=['state', 'due_at', 'id'], name='handling_case_late'),
        ),
    ]
