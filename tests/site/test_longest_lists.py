"""The longest pages of the district's own lists keep to the budget, and fit a small screen."""

import pytest

from departments.models import Edition, section_models
from tests.shipped import publish_shipped
from tests.site.barriers import scrolls_sideways
from tests.site.budgets import assert_cheap
from tests.site.conftest import LOADED, served, visited

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(scope="module")
def real_site(browser, django_db_setup, django_db_blocker, tmp_path_factory):
    """The district's own lists, served."""
    static = tmp_path_factory.mktemp("static")
    with served(django_db_blocker, static, publish_shipped) as site:
        yield site


def entries():
    """All entries of the lists (list)."""
    found = [model.objects.in_force().with_rows() for model in section_models()]
    return [entry for section in found for entry in section]


def length(entry):
    return len(str(entry.to_record()))


def longest_list():
    lengths = dict.fromkeys(Edition.objects.in_force(), 0)
    for entry in entries():
        lengths[entry.edition] += length(entry)
    return max(lengths, key=lengths.get).department.get_absolute_url()


def longest_entry():
    return max(entries(), key=length).get_absolute_url()


LONGEST = {
    "department": longest_list,
    "entry": longest_entry,
    "home": lambda: "/",
    "answer": lambda: "/search/?q=养老服务谁负责",
    "matters": lambda: "/boundaries/",
    "subjects": lambda: "/boundaries/subjects/",
    "bodies": lambda: "/boundaries/bodies/",
    "map": lambda: "/boundaries/map/",
}


@pytest.fixture(scope="module", params=LONGEST.values(), ids=LONGEST)
def loaded(request, browser, real_site):
    """A long page in each way of LOADED: its Visits and their Costs (two dicts)."""
    with visited(browser, real_site, request.param()) as loaded:
        yield loaded


@pytest.mark.parametrize("way", LOADED)
def test_a_long_page_keeps_to_its_budget(loaded, way):
    _, costs = loaded
    assert_cheap(costs[way])


@pytest.mark.parametrize("way", ["phone", "large"])
def test_a_long_page_fits_a_small_screen(loaded, way):
    visits, _ = loaded
    page = visits[way].page
    page.set_viewport_size({"width": 320, "height": 900})
    assert not scrolls_sideways(page)
