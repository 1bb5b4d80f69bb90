"""The roles as the code has them (``permissions``), in every database after each migration.

Migrations made the roles once and say what they were then. What the code says today reaches a new
database and an old one by the same step. It is the site's own act, of whoever ran ``migrate``: it
writes through the models, so the audit log notes it, and where the site is in use a right that
decides who decides waits for a second person like any other.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connections, transaction

from .permissions import ADMINISTRATORS, GROUPS, MANAGED


def after_migrate(using, **kwargs):
    """Once the whole database is there: bring its roles up to date."""
    tables = {model._meta.db_table for model in apps.get_models() if model._meta.managed}
    if tables <= set(connections[using].introspection.table_names()):
        bring_up_to_date(using)


def bring_up_to_date(using="default"):
    """Give each role what the code says that it may, and take from it what the code does not say."""
    # They come after the migrations, app by app: some may be missing as yet.
    for label in sorted({right.partition(".")[0] for name in GROUPS for right in rights_of(name)}):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    with transaction.atomic(using=using):
        for name in GROUPS:
            _bring(Group.objects.using(using).get_or_create(name=name)[0])


def rights_of(role):
    """The permissions of a role (sorted list of ``app_label.codename``)."""
    rights = set(GROUPS[role])
    if role == ADMINISTRATORS:
        for label, actions in MANAGED.items():
            app_label, model = label.split(".")
            rights |= {f"{app_label}.{action}_{model}" for action in actions}
    return sorted(rights)


def _bring(group):
    wanted, held = _permissions(group), set(group.permissions.all())
    group.permissions.add(*sorted(wanted - held, key=lambda one: one.codename))
    group.permissions.remove(*sorted(held - wanted, key=lambda one: one.codename))


def _permissions(group):
    rights = rights_of(group.name)
    near = Permission.objects.using(group._state.db).select_related("content_type")
    known = {f"{one.content_type.app_label}.{one.codename}": one for one in near}
    return {known[right] for right in rights}
