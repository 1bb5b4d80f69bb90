"""Who has which part of a draft open."""

from ..held import keeping
from ..models import HeldForm

#: The forms of which a colleague is told: of a new entry and of an order nobody writes over another's.
_SHARED = ("application", "prose", "entry")


def open_forms(adjustment):
    """The forms of a draft that are open now (list of HeldForm, with their users)."""
    return [one for one in keeping.forms_of(adjustment) if keeping.is_open(one)]


def colleagues(user, form):
    """Who else has the same part of a draft open now (list of names); ``form`` is a FormAt."""
    if form.part not in _SHARED:
        return []
    same = HeldForm.objects.filter(**form.place()).exclude(user=user).select_related("user")
    return sorted({str(one.user) for one in same if keeping.is_open(one)})
