"""What holds for every kind of page: WCAG 2.2 AA as far as a machine can tell, and the budget.

docs/accessibility.md has the rest. A page is loaded once in each way of LOADED; all tests look at
that. Pictures of all pages are left in ``var/screenshots`` for people to look at, if they ask for
them with the variable PICTURES.
"""

import os
from operator import attrgetter

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.site.barriers import (
    AS_LOADED,
    CUT,
    MOVING,
    SMALL,
    SPACED,
    UNFOLD,
    UNSEEN,
    barriers,
    scrolls_sideways,
)
from tests.site.budgets import assert_cheap
from tests.site.conftest import LOADED, visited
from tests.site.pages import OWN_PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.one_database]

PICTURES = settings.BASE_DIR / "var" / "screenshots" if os.environ.get("PICTURES") else None
#: Axe's own rules of good practice too, and the size of targets, which it leaves off by itself.
RULES = {"rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
WIDTHS = {"phone": 360, "desktop": 1280}
#: What a look is loaded as and which colours it has; where axe looks, and for what: large text is
#: tightest on a phone, and in the dark only what depends on colours can differ.
LOOKS = {
    "light": ("desktop", "light", "desktop", RULES),
    "dark": ("desktop", "dark", "desktop", COLOURS),
    "large": ("large", "light", "phone", RULES),
}
#: What a small screen is loaded as, and its size; the last is a desk at twice the size.
SMALL_SCREENS = {
    "320px": ("phone", 320, 900),
    "320px-large": ("large", 320, 900),
    "zoom-200": ("desktop", 640, 400),
}


@pytest.fixture(scope="module", params=OWN_PAGES, ids=attrgetter("name"))
def page_type(request):
    return request.param


@pytest.fixture(scope="module")
def loaded(browser, site, page_type):
    """The page in each way of LOADED: its Visits and their Costs (two dicts)."""
    with visited(browser, site, page_type.at(site.number)) as (visits, costs):
        assert {visit.status for visit in visits.values()} == {page_type.status}
        yield visits, costs


@pytest.fixture
def shown(loaded):
    """Show the page as it was loaded in a way, at a size (returns a Page)."""
    visits, _ = loaded

    def shown(way, width=None, height=900, *, colours="light", motion="no-preference"):
        page = visits[way].page
        page.evaluate(AS_LOADED)
        page.set_viewport_size({"width": width or LOADED[way][0], "height": height})
        page.emulate_media(color_scheme=colours, reduced_motion=motion)
        return page

    return shown


def take_picture(page, page_type, device, look):
    path = PICTURES / f"{page_type.name}-{device}-{look}.jpg"
    page.screenshot(path=path, full_page=True, quality=60)


@pytest.mark.parametrize("way", LOADED)
def test_a_page_keeps_to_its_budget(loaded, way):
    _, costs = loaded
    assert_cheap(costs[way])


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_barrier(shown, page_type, look):
    way, colours, looked_at, rules = LOOKS[look]
    assert barriers(shown(way, WIDTHS[looked_at], colours=colours), rules) == []
    for device, width in WIDTHS.items() if PICTURES else ():
        take_picture(shown(way, width, colours=colours), page_type, device, look)


def test_a_page_has_its_language_one_heading_and_its_landmarks(shown):
    page = shown("desktop")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    for role in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.locator("nav:not([aria-label], [aria-labelledby])")).to_have_count(0)


@pytest.mark.parametrize("screen", SMALL_SCREENS)
def test_nothing_is_wider_than_a_small_screen(shown, screen):
    page = shown(*SMALL_SCREENS[screen])
    page.evaluate(UNFOLD)
    assert not scrolls_sideways(page)
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("way", WIDTHS)
def test_wider_spacing_of_the_text_loses_nothing(shown, way):
    page = shown(way)
    page.evaluate(UNFOLD)
    page.evaluate(SPACED)
    assert page.evaluate(CUT) == []
    assert not scrolls_sideways(page)


def test_nothing_moves_for_those_who_want_it_still(shown):
    assert shown("desktop", motion="reduce").evaluate(MOVING) == []


def test_whatever_can_have_the_focus_shows_it(shown):
    page = shown("phone")
    page.evaluate(UNFOLD)
    assert page.evaluate(UNSEEN) == []
