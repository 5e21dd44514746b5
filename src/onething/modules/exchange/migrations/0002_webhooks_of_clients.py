"""Subscriptions belong to registered clients; a client can see how its deliveries went.

What was subscribed under a free text goes to the client of the same body whose id or name it is. A text that means no
such client stays with its address and secret, and is disabled until `onething webhook assign` gives it to one.
"""

import django.db.models.deletion
import onething.platform.database.ids
from django.conf import settings
from django.db import migrations, models

from onething.platform import clock

REVOKED = '接入系统已停用'
NOBODYS = '没有叫这个名字的接入系统，订阅停用；登记后用 onething webhook assign 交给它'


def adopt(apps, schema_editor):
    """Give every subscription to the client that its text means; disable the rest."""
    subscriptions = apps.get_model('exchange', 'WebhookSubscription').objects.filter(client__isnull=True)
    clients = list(
        apps.get_model('clients', 'Client').objects.values_list(
            'public_id', 'name', 'body_code', 'user__public_id', 'revoked_at'
        )
    )
    for pk, text, body, disabled_at in subscriptions.values_list('pk', 'client_name', 'body_code', 'disabled_at'):
        of_body = [one for one in clients if one[2] == body]
        by_id = [one for one in of_body if str(one[0]) == text.strip().lower()]
        found = by_id or [one for one in of_body if one[1] == text.strip() and one[4] is None]
        row = subscriptions.filter(pk=pk)
        stopped = {'disabled_at': clock.now()} if disabled_at is None else {}
        if len(found) != 1:
            row.update(**stopped, **({'disabled_because': NOBODYS} if stopped else {}))
            continue
        client, name, _, account, revoked_at = found[0]
        gone = {**stopped, 'disabled_because': REVOKED} if revoked_at and stopped else {}
        row.update(client=client, client_name=name, account=account, **gone)


class Migration(migrations.Migration):
    rolling = (
        'The column keeps its name (client), only our attribute is another; the new columns may stay empty. What the '
        'previous release subscribes meanwhile has no client, and is sent by that release alone until it is assigned.'
    )

    dependencies = [
        ('exchange', '0001_webhooks'),
        ('clients', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='webhooksubscription',
            name='client',
            field=models.CharField(db_column='client', max_length=80),
        ),
        migrations.RenameField(model_name='webhooksubscription', old_name='client', new_name='client_name'),
        migrations.AddField(
            model_name='webhooksubscription',
            name='client',
            field=models.UUIDField(db_column='owner', db_index=True, null=True),
        ),
        migrations.AddField(
            model_name='webhooksubscription',
            name='account',
            field=models.UUIDField(null=True),
        ),
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', models.UUIDField(default=onething.platform.database.ids.new_public_id, editable=False, unique=True)),
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('message_id', models.CharField(max_length=40)),
                ('kind', models.CharField(max_length=40)),
                ('application', models.UUIDField(null=True)),
                ('told_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('waiting', '等待发送或再试'), ('delivered', '已送达'), ('dead', '已放弃，可以重放'), ('failed', '试验没有送达，不再试'), ('dropped', '不再发送')], max_length=12)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('tried_at', models.DateTimeField(null=True)),
                ('answer', models.PositiveSmallIntegerField(help_text='status of the last answer; null when there was none', null=True)),
                ('failure', models.CharField(blank=True, max_length=200)),
                ('subscription', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchange.webhooksubscription')),
            ],
            options={
                'indexes': [models.Index(fields=['subscription', '-id'], name='exchange_delivery_latest'), models.Index(fields=['told_at'], name='exchange_delivery_age')],
                'constraints': [models.UniqueConstraint(fields=('subscription', 'message_id'), name='exchange_delivery_once')],
            },
        ),
        migrations.RunPython(adopt, migrations.RunPython.noop),
    ]
