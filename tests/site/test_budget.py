"""A page that breaks its budget is found (test_every_page and test_longest_lists hold pages to it)."""

import pytest

from tests.site.budgets import Visit, assert_cheap

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.one_database]

FAULTS = {
    "heavy": "".join(map(chr, range(0x4E00, 0x9F00))) * 2,
    "elsewhere": "<img src='http://elsewhere.example/x.png' width=1 height=1 alt=''>",
    "noisy": "<script>console.log('x')</script>",
    "shifting": """<h1>x</h1><script>setTimeout(() => {
        document.body.prepend(document.createElement("table"), "x".repeat(5000)) }, 300)</script>""",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_page_that_breaks_it_is_found(site, new_window, fault):
    page = new_window(site.url)
    page.route("**/*", lambda route: route.fulfill(body=fault, content_type="text/html"))
    cost = Visit(page, site.url).cost(site)
    with pytest.raises(AssertionError):
        assert_cheap(cost)
