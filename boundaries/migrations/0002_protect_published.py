from django.db import migrations

from departments.protection.triggers import ProtectPublished


class Migration(migrations.Migration):
    dependencies = [("boundaries", "0001_initial")]

    operations = [ProtectPublished("BoundaryMatter", "Party")]
