from rest_framework.response import Response
from rest_framework.views import APIView

from portal.page_cache.protocol import not_kept
from portal.search.api import LIMIT, search_json
from portal.search.language.understanding import LONGEST
from portal.search.service import MOST

from ..parameters import Parameter, number, text
from ..records.search import SearchRecord
from .base import ApiView

QUESTION = Parameter(
    "q",
    f"要查的事，用自己的话说；长于 {LONGEST} 字的，只看前面。",
    text(pattern=r"[^\s\u0000-\u001f\u007f]"),
    "老人高龄补贴怎么领",
    required=True,
)
DISTRICT = Parameter(
    "district",
    "区县的行政区划代码，如 430408；不写时查本站默认的区县。",
    text(pattern="^[0-9]{6}$"),
    may_be_empty=True,
)
MOST_ENTRIES = Parameter(
    "limit",
    f"最多给多少个条目；多于 {MOST} 的按 {MOST}。",
    number(default=LIMIT),
    may_be_empty=True,
)


class Search(ApiView):
    """Who handles a matter (Search JSON of DESIGN)."""

    operation = "search"
    tag = "检索"
    summary = "这件事归谁管"
    explanation = "用日常说法提问，回答由哪个部门负责、出自哪些条目。不认识的参数不作理会。"
    parameters = [QUESTION, DISTRICT, MOST_ENTRIES]
    record = SearchRecord
    errors = (400,)

    @classmethod
    def as_view(cls, **initkwargs):
        # Asked again, a question is answered and noted anew.
        return not_kept(super().as_view(**initkwargs))

    def initial(self, request, *args, **kwargs):
        # Other than the rest of the API it takes whatever else stands in an address.
        APIView.initial(self, request, *args, **kwargs)

    def get(self, request):
        return Response(search_json(request.query_params))
