from django.db import migrations

from portal.accounts.permissions import ADMINISTRATORS, MANAGED


def let_administrators_manage(apps, schema_editor):
    # Permissions come after the migrations otherwise, too late for the group that holds them.
    types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    held = []
    for label, actions in MANAGED.items():
        app_label, model = label.split(".")
        model_type, _ = types.get_or_create(app_label=app_label, model=model)
        held += [
            permissions.get_or_create(
                content_type=model_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {model}"},
            )[0]
            for action in actions
        ]
    apps.get_model("auth", "Group").objects.get(name=ADMINISTRATORS).permissions.add(*held)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_groups")]

    operations = [migrations.RunPython(let_administrators_manage, migrations.RunPython.noop)]
