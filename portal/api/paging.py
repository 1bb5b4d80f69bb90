"""Lists page by page: how many there are, the rows of one page, where its neighbours are."""

from django.core.paginator import EmptyPage, Paginator
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from departments.reading.refusals import NotPublic

from .parameters import PAGE, SIZE, asked_number


def page_of(rows, params):
    """The page of some rows (a queryset or list, in order) that is asked for (a Page).

    Raises BadParameters, NotPublic beyond the last page.
    """
    paginator = Paginator(rows, asked_number(params, SIZE))
    wanted = asked_number(params, PAGE)
    try:
        return paginator.page(wanted)
    except EmptyPage:
        raise NotPublic(f"没有第 {wanted} 页，一共 {paginator.num_pages} 页。") from None


def answer_page(request, page, records):
    """A page's records with the way to its neighbours, in the body and as ``Link`` header."""
    links = _links(request, page)
    body = {
        "count": page.paginator.count,
        "next": links.get("next"),
        "previous": links.get("prev"),
        "results": records,
    }
    header = ", ".join(f'<{address}>; rel="{rel}"' for rel, address in links.items())
    return Response(body, headers={"Link": header})


def _links(request, page):
    numbers = {"first": 1, "last": page.paginator.num_pages}
    if page.has_previous():
        numbers["prev"] = page.number - 1
    if page.has_next():
        numbers["next"] = page.number + 1
    here = request.build_absolute_uri()
    return {rel: replace_query_param(here, PAGE.name, number) for rel, number in numbers.items()}
