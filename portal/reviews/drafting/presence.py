"""Who has which part of a draft open, and what they typed without having saved it.

Kept beside the draft, which changes only when it is saved.
"""

from datetime import timedelta

from django.utils import timezone

from ..models import OpenForm
from ..rebase import PROSE

#: So long after its last sign of life a form counts as open.
ALIVE = timedelta(seconds=60)
#: Fields of a form that are no part of what was typed.
_AROUND = {"csrfmiddlewaretoken", "seen", "pristine"}


def keep(user, adjustment, section, code, data):
    """Note that a form is open, and keep what is typed in it (``data``, a QueryDict).

    A form that says it is ``pristine`` leaves what was kept before as it is.
    """
    values = {"alive_at": timezone.now()}
    if "pristine" not in data:
        typed = {name: texts for name, texts in data.lists() if name not in _AROUND}
        values |= {"typed": typed, "seen": data.get("seen", "")[:64]}
    OpenForm.objects.update_or_create(
        adjustment=adjustment, user=user, section=section, code=code, defaults=values
    )


def kept(user, adjustment, section, code):
    """What a user typed in a form without having saved it (an OpenForm); None if nothing."""
    forms = OpenForm.objects.filter(adjustment=adjustment, user=user, section=section, code=code)
    return forms.filter(typed__isnull=False).first()


def forget(user, adjustment, section, code):
    """The form was saved or given up."""
    OpenForm.objects.filter(adjustment=adjustment, user=user, section=section, code=code).delete()


def open_forms(adjustment):
    """The forms of a draft that are open now (a queryset), with their users."""
    alive = OpenForm.objects.filter(adjustment=adjustment, alive_at__gte=timezone.now() - ALIVE)
    return alive.select_related("user")


def colleagues(adjustment, user, section, code):
    """Who else has the same part open now (list of names); a new entry is nobody else's."""
    if section not in ("", PROSE) and not code:
        return []
    others = open_forms(adjustment).filter(section=section, code=code).exclude(user=user)
    return [str(one.user) for one in others]
