"""Hears every change of who decides from the models themselves, whichever door it comes by.

Pages, imports, the views of sign-in and commands of the server all write through the models. What
goes past them (``update``, ``bulk_create``, SQL) takes a shell on the server.

Apps begin to listen when they are ready: ``portal.accounts`` to what it knows, ``portal.reviews`` to
its routes.
"""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from . import facts, keys, passwords, setup
from .record import record

#: What a record of each model says of who decides (functions of a stored record).
FACTS = {
    "accounts.user": facts.of_user,
    "accounts.membership": facts.of_membership,
    "accounts.office": facts.of_office,
    "departments.department": facts.of_department,
    "mfa.authenticator": facts.of_authenticator,
    "socialaccount.socialaccount": facts.of_identity,
}
#: Tables that give users and roles what they may do: who is given, and what.
GIVEN = {
    "accounts.User_groups": ("user", "group"),
    "accounts.User_user_permissions": ("user", "permission"),
    "auth.Group_permissions": ("group", "permission"),
}


def listen():
    """Hear all that decides who decides from now on."""
    for label, tell in FACTS.items():
        hear(label, of_record(tell))
    hear("departments.departmentname", of_rows(facts.of_department_names))
    for label in GIVEN:
        m2m_changed.connect(given, sender=label, dispatch_uid="confirmations.given")


def hear(label, tell):
    """Hear what changes in the facts of a model.

    ``tell(instance, stored)`` gives Fact by (subject, aspect), before and after each write;
    ``stored`` is the row as it is then (None without one).
    """

    def remember(instance, **kwargs):
        instance.facts_before = None
        if setup.is_wanted():
            instance.row_before = _stored(instance)
            instance.facts_before = tell(instance, instance.row_before)

    def compare(instance, **kwargs):
        if instance.facts_before is not None:
            _compare(instance, instance.facts_before, tell(instance, _stored(instance)))

    for signal, receiver in {
        pre_save: remember,
        post_save: compare,
        pre_delete: remember,
        post_delete: compare,
    }.items():
        signal.connect(receiver, sender=label, weak=False, dispatch_uid=f"confirmations.{label}")


def of_record(tell):
    """For facts of one record each, where ``tell(stored record)`` says them."""
    return lambda instance, stored: tell(stored) if stored else {}


def of_rows(tell):
    """For facts of several rows together, where ``tell(row)`` reads all rows that belong to one."""

    def tell_all(instance, stored):
        return tell(instance.row_before or instance) | tell(instance)

    return tell_all


def given(instance, action, model, pk_set, sender, **kwargs):
    """A user's roles and permissions, and what a role permits."""
    if action not in ("post_add", "pre_remove", "pre_clear"):
        return
    holder, held = GIVEN[sender._meta.label]
    one_side = {sender._meta.get_field(name).related_model: name for name in (holder, held)}
    rows = sender._base_manager.filter(**{one_side[type(instance)]: instance})
    if pk_set is not None:
        rows = rows.filter(**{f"{one_side[model]}__in": pk_set})
    for row in rows.select_related(holder, held):
        key, fact = facts.of_given(getattr(row, holder), getattr(row, held))
        record(key, *((None, fact) if action == "post_add" else (fact, None)))


def _stored(instance):
    rows = type(instance)._base_manager
    return rows.filter(pk=instance.pk).order_by("pk").first() if instance.pk else None


def _compare(instance, before, after):
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if (old and old.value) == (new and new.value):
            continue
        if key[1] != keys.PASSWORD or passwords.is_told(instance, new):
            record(key, old, new)
