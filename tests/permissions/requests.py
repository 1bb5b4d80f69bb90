"""Making a request of the matrix, and what came of it."""

from contextlib import contextmanager

from django.db import transaction
from django.urls import reverse

from .rules import CLOSED, HIDDEN, REACHED, REFUSED, SIGN_IN

OUTCOMES = {401: SIGN_IN, 403: REFUSED, 404: HIDDEN, 409: CLOSED}


@contextmanager
def undone():
    """What the block writes is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def outcome(world, case, role, state):
    """What a role meets (an outcome; None where there is nothing to ask for)."""
    with undone():
        adjustment = world.adjustment(state)
        arguments = case.arguments(world, adjustment)
        if arguments is None:
            return None
        address = reverse(case.name, args=arguments)
        client = world.clients[role]
        if case.data is None:
            response = client.get(address)
        else:
            response = client.post(address, case.data(world, adjustment))
        found = judged(response)
        if found not in (REACHED, SIGN_IN):
            assert world.stored() == world.at_first, f"{case.label}：{role} 被拒绝，却留下了改动"
        return found


def judged(response):
    """The outcome that a response is. What it streams is read to its end, which closes the file."""
    if response.streaming:
        list(response)
    if response.status_code == 302 and response.url.startswith(("/accounts/", "/admin/login/")):
        return SIGN_IN
    assert response.status_code < 500, response.status_code
    return OUTCOMES.get(response.status_code, REACHED)
