from django.db import migrations

#: Stage, office and working days, as provincial rules on such lists have them: opinions of the list
#: office and the legal office within 15 working days, the government's approval where duties come
#: or go. A district sets its own in the admin.
STAGES = {
    "list": ("机构编制审核", "机构编制委员会办公室", 15),
    "law": ("法制审查", "法制办公室", 15),
    "government": ("政府批准", "区（县）人民政府", 15),
}
WITH_GOVERNMENT = ("first", "add", "cancel", "delegate")


def make_routes(apps, schema_editor):
    offices = apps.get_model("accounts", "Office").objects
    routes = apps.get_model("reviews", "RouteStage").objects
    for kind in (*WITH_GOVERNMENT, "change"):
        keys = ["list", "law", *(["government"] if kind in WITH_GOVERNMENT else [])]
        for position, key in enumerate(keys, start=1):
            name, office, days = STAGES[key]
            routes.create(
                kind=kind,
                position=position,
                name=name,
                office=offices.get_or_create(name=office)[0],
                working_days=days,
            )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_adjustments"), ("accounts", "0003_groups")]

    operations = [migrations.RunPython(make_routes, migrations.RunPython.noop)]
