from rest_framework.views import APIView

from ..links import Links
from ..paging import answer_page, page_of
from ..parameters import asked_day, check


class ApiView(APIView):
    """An address of the API: what it takes and gives, as ``ApiSchema`` also describes it."""

    #: Name of the operation in the OpenAPI document (an identifier).
    operation = ""
    tag = ""
    summary = ""
    explanation = ""
    #: Everything that the address takes (Parameters); anything else is refused.
    parameters = ()
    #: The serializer class of what a record of the answer is made of.
    record = None
    #: Whether the answer is a page of records.
    paged = False
    #: The statuses of its errors, besides 429.
    errors = (400, 404)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        check(request.query_params, self.parameters)
        self.day = asked_day(request.query_params)

    def recorded(self, value, many=False):
        """A value, or several, as the records of the answer."""
        context = {"links": Links(self.request, self.day)}
        return self.record(value, many=many, context=context).data


class PagedView(ApiView):
    """An address that gives rows page by page."""

    paged = True

    def rows(self):
        """All rows, in order (a queryset or list)."""
        raise NotImplementedError

    def get(self, request, **place):
        page = page_of(self.rows(**place), request.query_params)
        records = self.recorded(self.shown(page.object_list), many=True)
        return answer_page(request, page, records)

    def shown(self, rows):
        """The rows of one page as its records are made of."""
        return rows
