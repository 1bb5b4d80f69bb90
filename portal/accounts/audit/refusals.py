"""What a user was refused, as the audit log will tell it: it travels on the request.

Views and middleware that refuse with a sentence of their own note it; the middleware of the log
writes it down once the answer is made. The sentence of a PermissionDenied is found by itself.
"""

from typing import Protocol


class RefusedRequest(Protocol):
    """A request that may have been refused."""

    #: The sentence, or the exception whose text it is; None where nothing was refused.
    refusal: object


def note_refusal(request: RefusedRequest, why):
    """Leave why a request is refused (a sentence or an exception; None: it is not)."""
    request.refusal = why


def refusal_of(request: RefusedRequest):
    """Why a request was refused ("" where nobody said it)."""
    return getattr(request, "refusal", None) or ""
