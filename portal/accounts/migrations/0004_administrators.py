from django.db import migrations

_VIEW_ADD_CHANGE = ("view", "add", "change")
_ALL = (*_VIEW_ADD_CHANGE, "delete")
#: What administrators kept in the admin when this was written.
MANAGED = {
    "accounts.user": _VIEW_ADD_CHANGE,
    "accounts.membership": _ALL,
    "accounts.office": _ALL,
    "departments.district": _VIEW_ADD_CHANGE,
    "departments.department": _VIEW_ADD_CHANGE,
    "departments.departmentname": _ALL,
    "search.vocabularyword": _ALL,
    "search.askingphrase": _ALL,
    "boundaries.body": _ALL,
    "boundaries.bodyname": _ALL,
    "boundaries.side": ("view", "change"),
    "boundaries.subject": _ALL,
    "topics.topic": _ALL,
    "topics.topicentry": _ALL,
    "reviews.routestage": _ALL,
    "reviews.specialday": _ALL,
}


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
    apps.get_model("auth", "Group").objects.get(name="管理员").permissions.add(*held)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_groups")]

    operations = [migrations.RunPython(let_administrators_manage, migrations.RunPython.noop)]
