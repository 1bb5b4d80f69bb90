from django.db import migrations

from departments.protection.triggers import ProtectPublished


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial")]

    operations = [ProtectPublished("Regime", "RegimePart")]
