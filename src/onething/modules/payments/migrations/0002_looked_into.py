from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='attempt',
            index=models.Index(condition=models.Q(('state__in', ['expired', 'failed'])), fields=['expires_at'], name='payments_attempt_unpaid'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('state__in', ['open', 'paying', 'refunding'])), fields=['site_code', 'id'], name='payments_order_unsettled'),
        ),
    ]
