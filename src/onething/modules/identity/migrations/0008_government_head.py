from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0007_body_head'),
    ]

    operations = [
        migrations.AlterField(
            model_name='staffpost',
            name='role',
            field=models.CharField(choices=[('anonymous', 'anonymous'), ('citizen', 'citizen'), ('window_clerk', 'window_clerk'), ('approver', 'approver'), ('body_head', 'body_head'), ('government_head', 'government_head'), ('supervisor', 'supervisor'), ('system_admin', 'system_admin'), ('security_admin', 'security_admin'), ('catalogue_editor', 'catalogue_editor'), ('catalogue_publisher', 'catalogue_publisher'), ('auditor', 'auditor'), ('client', 'client'), ('system', 'system')], max_length=20),
        ),
    ]
