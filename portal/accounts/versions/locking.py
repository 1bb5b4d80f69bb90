from django.forms.models import _get_foreign_key


def lock(model_admin, request, record):
    """Lock a record, and what can be changed on its page with it, until the transaction ends.

    Not its key: whoever writes something that only refers to it need not wait.
    """
    _lock(type(record)._base_manager.filter(pk=record.pk))
    for inline in model_admin.get_inline_instances(request, record):
        if inline.has_change_permission(request, record):
            key = _get_foreign_key(model_admin.model, inline.model, fk_name=inline.fk_name)
            _lock(inline.model._base_manager.filter(**{key.name: record.pk}))


def _lock(records):
    list(records.order_by("pk").select_for_update(no_key=True).values_list("pk"))
