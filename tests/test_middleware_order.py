"""The order of the middleware: which must stand before which, as the settings say in words."""

import pytest
from django.conf import settings

SECURITY = "django.middleware.security.SecurityMiddleware"
POLICY = "csp.middleware.CSPMiddleware"
FILES = "whitenoise.middleware.WhiteNoiseMiddleware"
API = "portal.api.middleware.Gate"
SESSION = "django.contrib.sessions.middleware.SessionMiddleware"
COMMON = "django.middleware.common.CommonMiddleware"
FORGED = "django.middleware.csrf.CsrfViewMiddleware"
USER = "django.contrib.auth.middleware.AuthenticationMiddleware"
MESSAGES = "django.contrib.messages.middleware.MessageMiddleware"
ACCOUNT = "allauth.account.middleware.AccountMiddleware"
LOCK = "axes.middleware.AxesMiddleware"
AUDITED = "portal.accounts.audit.middleware.Audited"
PASSWORD = "portal.accounts.signin.first_password.PasswordChangeRequired"
SECOND_FACTOR = "portal.accounts.signin.second_factor.SecondFactorRequired"
DONE_ONCE = "portal.accounts.one_time.middleware.DoneOnce"
HELD = "portal.reviews.held.middleware.HeldForms"
FORMER = "portal.pages.former_addresses.FormerAddresses"
CLICKS = "portal.search.log.clicks.ClickLog"
PAGES = "portal.page_cache.cache.PageCache"
LOOKUPS = "portal.pages.admin_lookups.AdminLookups"

#: What must stand before what, and why.
PAIRS = {
    (SECURITY, POLICY): "nothing is read before HTTPS",
    (POLICY, FILES): "files too are sent with the policy",
    (FILES, SESSION): "a file asks for no session",
    (API, SESSION): "the API knows nobody",
    (API, COMMON): "what leads on in the API is open to all origins too",
    (API, FORMER): "so is what leads to a slug of today",
    (API, PAGES): "requests count that a kept page answers",
    (SESSION, USER): "the session says who it is",
    (SESSION, MESSAGES): "messages that no cookie takes are kept in it",
    (FORGED, DONE_ONCE): "a forged form claims nothing",
    (FORGED, HELD): "what a forged form says is not held",
    (USER, ACCOUNT): "it leads on by who it is",
    (USER, LOCK): "it follows what signs in",
    (USER, AUDITED): "the log says who it was",
    (MESSAGES, DONE_ONCE): "messages are kept with a result before they are stored",
    (AUDITED, DONE_ONCE): "that a form is under way is a refusal to be noted",
    (AUDITED, HELD): "what was held is given up in somebody's name",
    (PASSWORD, SECOND_FACTOR): "the second factor is set up with one's own password",
    (SECOND_FACTOR, DONE_ONCE): "a form that is turned away is not claimed",
    (FORMER, PAGES): "where a page went is not kept under its former address",
    (CLICKS, PAGES): "clicks count that a kept page answers",
    (PAGES, LOOKUPS): "what views raise is asked there first",
}


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_what_must_stand_before_does(first, second):
    places = settings.MIDDLEWARE
    assert places.index(first) < places.index(second), PAIRS[first, second]


def test_each_place_is_said():
    unnamed = {"django.middleware.clickjacking.XFrameOptionsMiddleware"}  # stands anywhere
    assert {one for pair in PAIRS for one in pair} | unnamed == set(settings.MIDDLEWARE)
