from django.db import migrations


class Migration(migrations.Migration):
    """It always was an edition in draft, not an adjustment."""

    dependencies = [("corrections", "0002_events_stay")]

    operations = [migrations.RenameField("Correction", "adjustment", "draft")]
