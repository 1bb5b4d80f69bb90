"""What the rest of the portal calls to note something."""

from . import chain, context
from .models import Event

Kind = Event.Kind


def note(kind, subject=None, text="", *, user=None, before=None, after=None):
    """Append an event about a record (any model instance, or None) to the audit log.

    The user is the one at work unless another is given. What happens in a transaction that fails
    is not logged either: a refusal is noted after it.
    """
    actor = context.current()
    user = user or actor.user
    return chain.append(
        Event(
            kind=kind,
            user=user,
            user_name=user.get_full_name() if user else "",
            address=actor.address,
            subject=f"{subject._meta.label_lower}:{subject.pk}" if subject else "",
            subject_name=str(subject)[:200] if subject else "",
            text=text,
            before=before,
            after=after,
        )
    )
