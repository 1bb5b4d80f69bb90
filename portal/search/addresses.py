"""The addresses of what was found."""

from urllib.parse import urlencode

from departments.pages.addresses import address


def department_address(slug):
    return address("departments:department", slug)


def entry_address(entry):
    """The permalink of an EntryText."""
    return address(f"{entry.section}:entry", entry.department, entry.code)


def question_address(text, district="", literally=False):
    """The page of results for a question; ``district`` is a code, empty for the usual one."""
    query = _query(q=text, district=district, literal="1" if literally else "")
    return f"{address('search:results')}?{query}"


def feed_address(text, district=""):
    """The feed of what answers a question; ``district`` as for its page."""
    return f"{address('search:feed')}?{_query(q=text, district=district)}"


def _query(**params):
    return urlencode({name: value for name, value in params.items() if value})
