"""The pages of the search: who handles a matter, and suggestions while it is typed."""

from functools import partial

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.page_cache.protocol import made_of, on_showing_again

from ..addresses import feed_address, question_address
from ..districts import chosen_district, published_districts
from ..engine.answer import answer
from ..indexing.registry import indexes
from ..language.text import shortened
from ..language.understanding import LONGEST, clean
from ..log.querylog import log_query
from .by_field import by_field
from .filters import ALL, TITLES, Narrowing
from .highlighting import Highlighter
from .results import handlers, mended, other_terms, shared_matters
from .subjects import subjects_state
from .suggestions import suggestions_for

#: The most entries of an answer that its page offers.
MOST_ENTRIES = 40
#: Characters of the question in the title of its page.
LONGEST_TITLE = 30
#: Parameters with which the same question is only looked at in another way.
SAME_QUESTION = {*TITLES, ALL, "literal"}


def index_version(request):
    """What these pages are made of: see ``portal.page_cache.protocol``."""
    district = chosen_district(request.GET.get("district", ""))
    return district and (district.code, indexes.get(district).version)


def answer_version(request):
    """What the page of an answer is made of: the index, the subjects that it links, the districts
    that it offers.
    """
    district = chosen_district(request.GET.get("district", ""))
    offered = tuple((one.code, one.name) for one in published_districts())
    return district and (*index_version(request), subjects_state(district), offered)


@made_of(answer_version)
@require_safe
def results(request):
    """``/search/?q=``: who handles the matter first, then the entries that say so."""
    text, code = request.GET.get("q", ""), request.GET.get("district", "")
    district = chosen_district(code)
    context = {
        "question": clean(text),
        "short_question": shortened(clean(text), LONGEST_TITLE),
        "is_cut": len(text) > LONGEST,
        "district": district,
        "districts": published_districts(),
    }
    if district is None or not context["question"]:
        return render(request, "search/start.html", context)
    literally = "literal" in request.GET
    ready = indexes.get(district)
    found = answer(text, ready.index, ready.vocabulary, MOST_ENTRIES, literally)
    show = _nothing if found.verdict == "none" else _handled
    context |= _understood(found, code, literally) | show(request, ready, found, district)
    response = render(request, f"search/{found.verdict}.html", context)
    return _logged(request, response, partial(log_query, found, district))


def _understood(found, code, literally):
    instead = mended(found.asked)
    return {
        "literally": literally,
        "feed_address": feed_address(found.asked.query, code),
        "other_way": question_address(found.asked.query, code, not literally),
        "readings": found.asked.readings,
        "other_terms": other_terms(found.asked),
        "mended": instead,
        "mended_address": question_address(instead, code),
        "elsewhere": found.elsewhere,
    }


def _handled(request, ready, found, district):
    bodies = {body.slug: body for body in ready.index.bodies}
    highlighter = Highlighter(ready.index, found.asked)
    narrowing = Narrowing(found.entries, bodies, highlighter, request.GET)
    return {
        "handlers": handlers(found),
        "shared_matters": shared_matters(found, district),
        "chips": narrowing.chips(),
        "facets": narrowing.facets(),
        "count": len(narrowing.found),
        "groups": narrowing.groups(),
        "address_of_all": narrowing.address_of_all,
    }


def _nothing(request, ready, found, district):
    return {"fields": by_field(ready.index.bodies)}


def _logged(request, response, log):
    """Note the question, now and whenever its page is shown again from the page cache."""
    if SAME_QUESTION.isdisjoint(request.GET):
        log()
        on_showing_again(response, log)
    return response


@made_of(index_version)
@require_safe
def suggest(request):
    """``/search/suggest?q=``: questions and names that begin with, or hold, what is typed."""
    typed = clean(request.GET.get("q", ""))
    district = chosen_district(request.GET.get("district", ""))
    found = suggestions_for(indexes.get(district)).matching(typed) if district else []
    return JsonResponse({"query": typed, "suggestions": [one.as_json() for one in found]})
