import django.db.models.deletion
from django.db import migrations, models

import departments.models.versions


def begin(apps, schema_editor):
    """Every district has a version, and what all of them show."""
    DistrictVersion = apps.get_model("departments", "DistrictVersion")
    districts = apps.get_model("departments", "District").objects.order_by("pk")
    DistrictVersion.objects.bulk_create(
        DistrictVersion(district_id=pk)
        for pk in [None, *districts.values_list("pk", flat=True)]
    )


class Migration(migrations.Migration):
    """Not to be taken back: on PostgreSQL the triggers of other tables write to this one."""

    dependencies = [("departments", "0007_beside_the_columns")]

    operations = [
        migrations.CreateModel(
            name="DistrictVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(default=departments.models.versions.new_version, max_length=36)),
                ("district", models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="departments.district")),
            ],
            options={"verbose_name": "区县内容版本", "verbose_name_plural": "区县内容版本", "default_permissions": []},
        ),
        migrations.RunPython(begin),
    ]
