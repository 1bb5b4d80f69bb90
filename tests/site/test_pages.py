"""The list of page types is complete, and each is what it says."""

import pytest
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import URLResolver

from tests import test_query_counts
from tests.site.district import make_site
from tests.site.pages import FILES, FILES_UNKEPT, NOT_PUBLIC, PAGES, REDIRECTS

pytestmark = pytest.mark.one_database


def routes(resolver, beginning=""):
    """Every route of the URL configuration, whole, but those that are not public."""
    for pattern in resolver.url_patterns:
        route = beginning + str(pattern.pattern)
        if route in NOT_PUBLIC:
            continue
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def route_of(address):
    """The route that an address is answered by (None for an address that leads nowhere)."""
    try:
        return resolve(address.partition("?")[0]).route
    except Resolver404:
        return None


def test_every_public_route_has_a_page_type():
    addresses = [one.address for one in PAGES] + FILES + FILES_UNKEPT + REDIRECTS
    assert set(routes(get_resolver())) - {route_of(one) for one in addresses} == set()


def test_every_public_route_has_its_queries_counted():
    counted = test_query_counts.ADDRESSES.values()
    pinned = {route_of(address) for addresses in counted for address in addresses}
    redirecting = {route_of(one) for one in REDIRECTS}
    assert set(routes(get_resolver())) - pinned - redirecting == set()


def test_names_are_given_once():
    names = [one.name for one in PAGES]
    assert len(names) == len(set(names))


@pytest.mark.django_db
def test_each_address_answers_as_listed(client, subtests):
    number = make_site()
    for one in PAGES:
        with subtests.test(one.name):
            response = client.get(one.at(number))
            assert response.status_code == one.status
            assert response["Content-Type"].startswith("text/html")
    for address in FILES + FILES_UNKEPT:
        with subtests.test(address):
            response = client.get(address)
            assert response.status_code == 200
            assert not response["Content-Type"].startswith("text/html")
    for address in REDIRECTS:
        with subtests.test(address):
            assert client.get(address).status_code == 302
