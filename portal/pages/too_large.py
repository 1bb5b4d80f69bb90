"""What was typed and is too long to be taken is shown again, so that it can be copied and split."""

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import render

#: Bytes of a form that are shown again; beyond them only the sentence is.
MOST_SHOWN = 20 * 1024 * 1024
#: Characters from which on a field holds a text that somebody would miss.
TEXT = 20
TOKEN = "csrfmiddlewaretoken"
PLAIN_FORM = "application/x-www-form-urlencoded"


def too_large(request):
    """The page (413) in answer to a form that is larger than the site takes."""
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    shown = {"texts": typed(request), "most": round(most / 1024 / 1024, 1)}
    return render(request, "413.html", shown, status=413)


def typed(request):
    """The longer texts of a form that was not taken, as far as they can still be read (list)."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.content_type != PLAIN_FORM or size > MOST_SHOWN:
        return []
    # From the stream: ``request.body`` would refuse it once more.
    fields = QueryDict(request.read(size), encoding="utf-8").lists()
    values = [value for name, values in fields if name != TOKEN for value in values]
    return [value for value in values if len(value) >= TEXT]
