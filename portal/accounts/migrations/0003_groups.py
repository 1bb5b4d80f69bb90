from django.db import migrations

#: Each role with its permissions, as they were when this was written.
GROUPS = {
    "编辑": ("edit_lists",),
    "审查": ("review_lists", "read_audit"),
    "公布": ("publish_lists", "read_audit"),
    "管理员": ("administer", "read_audit"),
}


def make_groups(apps, schema_editor):
    # Permissions come after the migrations otherwise, too late for the groups that hold them.
    user_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="accounts", model="user"
    )
    permissions = apps.get_model("auth", "Permission").objects
    for codename, name in apps.get_model("accounts", "User")._meta.permissions:
        permissions.get_or_create(
            content_type=user_type, codename=codename, defaults={"name": name}
        )
    for name, codenames in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(
            *permissions.filter(content_type=user_type, codename__in=codenames)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
