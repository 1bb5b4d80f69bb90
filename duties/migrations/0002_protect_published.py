from django.db import migrations

from departments.protection.triggers import ProtectPublished


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial")]

    operations = [ProtectPublished("Duty", "WorkItem")]
