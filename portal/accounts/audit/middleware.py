"""Each request is answered in the name of who sent it, and what it was refused is noted."""

from django.core.exceptions import PermissionDenied

from portal.pages.serving.clients import client_address

from . import context, log
from .refusals import note_refusal, refusal_of

#: What tells a signed-in user: you may not (403), not any more (409).
REFUSALS = (403, 409)
#: Characters of an address that are noted.
LONGEST_PATH = 500


class Audited:
    """Middleware, after the one that knows the user. Why somebody was refused: see ``.refusals``."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with context.answering(request, client_address(request)):
            response = self.get_response(request)
            if response.status_code in REFUSALS and context.current().user:
                _write_down(request)
            return response

    def process_exception(self, request, exception):
        if isinstance(exception, PermissionDenied):
            note_refusal(request, exception)


def _write_down(request):
    # The transaction that was refused is over: this one is its own.
    where = f"{request.method} {request.path[:LONGEST_PATH]}"
    log.note_or_tell(log.Kind.REFUSED, text=f"{where}\n{refusal_of(request)}".strip())
