"""The whole site in a real browser: one server over one district for all tests of a module."""

from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import override_settings
from pytest_django.live_server_helper import LiveServer

from portal.search import districts
from portal.search.pages import subjects
from tests import copies
from tests.site.budgets import Visit
from tests.site.district import make_site

#: How pages are loaded to be looked at: the width, and the look that the visitor chose.
LOADED = {"phone": (360, ""), "desktop": (1280, ""), "large": (360, "largest.")}


@dataclass(frozen=True)
class Site:
    """A site that is served, and the number of the correction that it has."""

    url: str
    number: str = ""


@contextmanager
def served(database, static_root, make):
    """Serve what ``make`` puts into the database, which is had back empty (gives a Site).

    With pytest-django's own ``live_server`` each test would fill it, which would cost most of the
    time: these tests only look. They carry the marker ``django_db``, without which there is no
    database of the tests to fill.
    """
    # Nor is anything kept or written down: pages may be loaded between two tests.
    settings = {"STATIC_ROOT": str(static_root), "PAGE_CACHE_MB": 0, "SEARCH_LOG_DAYS": 0}
    with database.unblock(), override_settings(**settings):
        name = str(connection.settings_dict["NAME"])
        assert name.startswith(("test_", "file:memorydb_")), name
        number = make()
        districts.forget()
        subjects.forget()
        # A request may end after the server did, and still gives back the connection they share.
        connection.inc_thread_sharing()
        server = LiveServer("localhost")
        try:
            yield Site(server.url, number or "")
        finally:
            server.stop()
            copies.restore()


@pytest.fixture(scope="module")
def site(browser, django_db_setup, django_db_blocker, tmp_path_factory):
    """The small district, served."""
    with served(django_db_blocker, tmp_path_factory.mktemp("static"), make_site) as site:
        yield site


@pytest.fixture
def new_window(browser):
    with windows(browser) as new_window:
        yield new_window


@contextmanager
def windows(browser):
    """Open windows that share nothing, for as long as the block lasts.

    Gives a function: address of the site, size, look, options; returns a Page. ``look`` is what the
    visitor chose on ``/display/``, as the cookie says it.
    """
    contexts = []

    def new_window(url, width=1280, height=900, *, look="", **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        if look:
            context.add_cookies([{"name": "display", "value": look, "url": url}])
        return context.new_page()

    yield new_window
    for context in contexts:
        context.close()


@contextmanager
def visited(browser, site, address):
    """A page, loaded once in each way of LOADED for all that is tested of it.

    Gives two dicts by the way: the Visit, and the Cost that it had before anything touched it.
    """
    with windows(browser) as new_window:
        visits = {
            way: Visit(new_window(site.url, width, look=look), site.url + address)
            for way, (width, look) in LOADED.items()
        }
        yield visits, {way: visit.cost(site) for way, visit in visits.items()}


@pytest.fixture
def opened(site, new_window):
    """Open a PageType of the small district in a window of its own (returns a Page)."""

    def opened(page_type, *size, **options):
        page = new_window(site.url, *size, **options)
        response = page.goto(site.url + page_type.at(site.number))
        assert response.status == page_type.status, page.url
        return page

    return opened
