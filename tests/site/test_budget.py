"""Every kind of page keeps to its budget."""

from operator import attrgetter

import pytest

from tests.site.budgets import assert_cheap
from tests.site.pages import OWN_PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("page_type", OWN_PAGES, ids=attrgetter("name"))
def test_a_page_keeps_to_its_budget(site, new_window, page_type):
    assert_cheap(new_window, site, page_type.at(site.number))


FAULTS = {
    "heavy": "".join(map(chr, range(0x4E00, 0x9F00))) * 2,
    "elsewhere": "<img src='http://elsewhere.example/x.png' width=1 height=1 alt=''>",
    "noisy": "<script>console.log('x')</script>",
    "shifting": """<h1>x</h1><script>setTimeout(() => {
        document.body.prepend(document.createElement("table"), "x".repeat(5000)) }, 300)</script>""",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_page_that_breaks_it_is_found(site, new_window, fault):
    def with_fault(*args):
        page = new_window(*args)
        page.route("**/*", lambda route: route.fulfill(body=fault, content_type="text/html"))
        return page

    with pytest.raises(AssertionError):
        assert_cheap(with_fault, site, "/")
