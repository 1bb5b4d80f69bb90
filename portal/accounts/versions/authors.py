"""Who changed something since a form was shown, as far as the audit log tells."""

from django.utils import timezone

from portal.accounts.audit.models import Event


class Authors:
    """Those who wrote after an event of the log."""

    def __init__(self, event, subjects):
        writes = Event.objects.filter(pk__gt=event, kind=Event.Kind.WRITE, subject__in=subjects)
        self.writes = list(writes.order_by("-pk"))

    def of(self, subject, field=None):
        """Who wrote to a field of a subject last, or to the subject at all, and when (str)."""
        for write in self.writes:
            if write.subject == subject and (field is None or _tells_of(write, field)):
                return f"（{write.user_name}，{timezone.localtime(write.at):%H:%M}）"
        return ""


def _tells_of(write, field):
    told = {*(write.before or ()), *(write.after or ())}
    # What belongs to a record by a table of its own is told by the name of the other model.
    other = field.many_to_many and str(field.related_model._meta.verbose_name)
    return field.name in told or other in told


def subject(model, key):
    """How the log names a record (str)."""
    return f"{model._meta.label_lower}:{key}"
