from django.db import migrations

from departments.protection.triggers import ProtectMaintenance, ProtectPublished


class Migration(migrations.Migration):
    dependencies = [("departments", "0001_initial")]

    operations = [ProtectMaintenance(), ProtectPublished("Edition", "Annex", "SectionHeading")]
