"""What is held: written by the window that it was typed in, and gone when it is saved.

Two windows with the same form hold two texts. A window that goes on from what another left
(``instead_of``) takes its place: no moment is without the text.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ..models import HeldForm

#: So long after its last sign of life a window counts as open.
ALIVE = timedelta(seconds=60)
#: The forms, by their parts, in which a draft and its application are written.
WRITING = ("application", "prose", "section", "entry", "entry_add")
#: What a form sends beside what is typed in it.
_AROUND = ("csrfmiddlewaretoken", "held-")
LONGEST = HeldForm._meta.get_field("sent_to").max_length
#: What is never held.
_SECRET = "password"


def typed_in(data):
    """What is typed in a form, of all that it sends (a QueryDict; returns a dict of lists).

    NUL, which no database keeps, and which no form lets pass, is left out.
    """
    return {
        name.replace("\0", ""): [text.replace("\0", "") for text in texts]
        for name, texts in data.lists()
        if not name.startswith(_AROUND) and _SECRET not in name
    }


@transaction.atomic
def keep(user, form, page, typed, *, instead_of="", is_left=False, sent_to=""):
    """Hold what a window has in a form (a FormAt; returns the HeldForm, None if another says it).

    ``is_left``: the window is closed, so that the next one may go on from its text.
    """
    here = HeldForm.objects.filter(user=user, address=form.address)
    here.filter(page=instead_of).exclude(page=page).delete()
    if is_left and any(one.typed == typed for one in here.exclude(page=page)):
        here.filter(page=page).delete()
        return None
    now = timezone.now()
    values = form.place() | {"typed": typed, "typed_at": now, "sent_to": sent_to}
    alive_at = None if is_left else now
    return HeldForm.objects.update_or_create(
        user=user, address=form.address, page=page, defaults=values | {"alive_at": alive_at}
    )[0]


def keep_sent(user, form, typed, sent_to):
    """Hold what was sent to an address and could not be received (returns the HeldForm)."""
    page = secrets.token_hex(8)
    sent_to = sent_to if len(sent_to) <= LONGEST else ""  # too long to be one of ours
    return keep(user, form, page, typed, sent_to=sent_to, is_left=True) or _same(user, form, typed)


def note_alive(user, form, page):
    """A window has a form open in which nothing is typed."""
    here = HeldForm.objects.filter(user=user, address=form.address)
    now = timezone.now()
    here.filter(typed=None, alive_at__lt=now - ALIVE).delete()
    values = form.place() | {"typed": None, "alive_at": now}
    here.update_or_create(user=user, address=form.address, page=page, defaults=values)


def take_up(user, address, page):
    """What a window had in a form was saved, given up, or taken back to what was there before."""
    HeldForm.objects.filter(user=user, address=address, page=page).delete()


def held_by(user):
    """What a user typed and did not save (a queryset of HeldForm), the newest first."""
    return HeldForm.objects.filter(user=user, typed__isnull=False)


def held_at(user, paths):
    """The same of the forms at some paths, whatever stands behind the question mark (list)."""
    return [one for one in held_by(user) if one.address.partition("?")[0] in paths]


def forms_of(adjustment):
    """Where a draft is being written: forms that are open or held (list of HeldForm, with users)."""
    forms = HeldForm.objects.filter(adjustment=adjustment, part__in=WRITING)
    return list(forms.select_related("user"))


def is_open(held):
    """Whether a form is in a window that is open now (bool)."""
    return held.alive_at is not None and held.alive_at >= timezone.now() - ALIVE


def _same(user, form, typed):
    return next(one for one in held_by(user).filter(address=form.address) if one.typed == typed)
