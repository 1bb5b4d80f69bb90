from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    """Versions are the district's (departments 0008); what stays is that tables were loaded."""

    dependencies = [("departments", "0008_district_versions"), ("search", "0001_initial")]

    operations = [
        migrations.RenameModel("SearchVersion", "Loading"),
        migrations.RemoveField("Loading", "number"),
        migrations.AlterModelOptions(
            "Loading", {"verbose_name": "词表录入", "verbose_name_plural": "词表录入"}
        ),
    ]
