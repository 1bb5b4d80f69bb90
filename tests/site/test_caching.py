"""Who may keep a page, and for how long: visitors until it changes, staff never."""

import pytest

from tests.site.district import make_site
from tests.site.pages import FILES, FILES_UNKEPT, PAGES, REDIRECTS

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def number(settings):
    """The number of the small district's correction, with pages kept as on a real site."""
    settings.PAGE_CACHE_MB = 16
    return make_site()


def test_a_page_not_changed_since_is_not_sent_again(client, subtests):
    for address in [*(one.address for one in PAGES if one.kept), *FILES]:
        with subtests.test(address):
            first = client.get(address)
            assert first["Cache-Control"] == "no-cache"
            assert "Cookie" not in first.get("Vary", "")
            again = client.get(address, headers={"if-none-match": first["ETag"]})
            assert again.status_code == 304
            assert again.content == b""
            assert again["ETag"] == first["ETag"]


def test_what_is_made_anew_each_time_is_never_shown_unasked(client, number, subtests):
    pages = {one.at(number): one.personal for one in PAGES if not one.kept}
    for address, personal in (pages | dict.fromkeys(FILES_UNKEPT, False)).items():
        with subtests.test(address):
            response = client.get(address)
            assert ("no-store" if personal else "no-cache") in response["Cache-Control"]
            assert "ETag" not in response


def test_nothing_is_kept_for_staff(client, administrator, number, subtests):
    pages = [one.at(number) for one in PAGES]
    for address in pages + FILES + FILES_UNKEPT + REDIRECTS:
        with subtests.test(address):
            tag = client.get(address).get("ETag", "*")
            response = administrator.get(address, headers={"if-none-match": tag})
            assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
            # A file is the same for everyone, and its digest says that it is.
            assert response.status_code != 304 or address in FILES
