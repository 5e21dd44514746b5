"""States and days of a pack version; what was imported before counts as published from the day it named."""

from django.db import migrations, models
from django.db.models import F


def publish_what_is_there(apps, schema_editor):
    rows = apps.get_model("catalogue", "PackVersion").objects.all()
    rows.update(effective_on=F("from_date"), published_at=F("imported_at"), settled_at=F("imported_at"))


class Migration(migrations.Migration):
    stop = "包的版本有了状态和生效的日子，旧版本写不出来"

    dependencies = [
        ('catalogue', '0002_registers'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='definition',
            options={'verbose_name': '定义', 'verbose_name_plural': '定义'},
        ),
        migrations.AlterModelOptions(
            name='packversion',
            options={'verbose_name': '包的版本', 'verbose_name_plural': '内容包'},
        ),
        migrations.AddField(
            model_name='packversion',
            name='effective_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='packversion',
            name='made_by',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='packversion',
            name='published_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='packversion',
            name='retired_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='packversion',
            name='settled_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='packversion',
            name='state',
            field=models.CharField(choices=[('draft', '草稿'), ('in_review', '审核中'), ('published', '已公布'), ('retired', '已停用')], default='published', max_length=10),
            preserve_default=False,
        ),
        migrations.RunPython(publish_what_is_there, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='packversion',
            name='from_date',
            field=models.DateField(help_text='the day written in the pack'),
        ),
        migrations.AddConstraint(
            model_name='packversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('effective_on__isnull', False), ('published_at__isnull', False), ('state__in', ['published', 'retired'])), models.Q(('effective_on__isnull', True), ('state__in', ['draft', 'in_review'])), _connector='OR'), name='catalogue_pack_dated'),
        ),
        migrations.AddConstraint(
            model_name='packversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retired_on__isnull', False), ('state', 'retired')), models.Q(models.Q(('state', 'retired'), _negated=True), ('retired_on__isnull', True)), _connector='OR'), name='catalogue_pack_retired'),
        ),
    ]
