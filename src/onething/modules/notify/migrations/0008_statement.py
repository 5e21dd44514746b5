from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notify', '0007_refund'),
    ]

    operations = [
        migrations.AlterField(
            model_name='message',
            name='kind',
            field=models.CharField(choices=[('accepted', '已受理'), ('correction', '需要补正'), ('promise_near', '承诺的材料快到期'), ('ordered', '限期改正'), ('decided', '有办理结果'), ('ready', '可以取件'), ('days_changed', '办理期限有变化'), ('statement', '陈述、申辩'), ('hearing', '听证'), ('meeting', '现场安排'), ('meeting_off', '现场安排取消'), ('fee', '需要缴费'), ('refund', '有款项要退'), ('answered', '咨询有答复'), ('person_answered', '人工复核有答复'), ('pre_reviewed', '预审有答复')], max_length=16),
        ),
    ]
