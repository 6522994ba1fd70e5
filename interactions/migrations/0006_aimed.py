from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interactions", "0005_mails")]

    operations = [
        migrations.AddIndex(
            "interaction",
            models.Index(
                fields=["campaign", "contact"],
                name="interactions_aimed",
                condition=models.Q(campaign_target=True, cancelled=False, postponed=False),
            ),
        ),
    ]
