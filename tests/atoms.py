"""Atom documents as strict readers take them (RFC 4287)."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from defusedxml.ElementTree import fromstring

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d{2}(-\d{2})?)?:[A-Za-z0-9%:/?=&+._~-]+")


def entries(response):
    """The entries of a feed that must be valid (list of dict)."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get(XML_LANG) == "zh-CN"
    head = _checked(feed)
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    assert set(head["links"]) == {"self", "alternate"}
    found = [_checked(entry) for entry in feed.iter(f"{ATOM}entry")]
    assert len({one["id"] for one in found}) == len(found)
    assert all(one["updated"] <= head["updated"] for one in found)
    updated = [one["updated"] for one in found]
    assert updated == sorted(updated, reverse=True)
    return found


def head(response):
    """Title, id, updated and links of a feed (dict)."""
    return _checked(fromstring(response.content))


def _checked(element):
    """What a feed or an entry must have, each once."""
    one = {name: element.findall(f"{ATOM}{name}") for name in ("id", "title", "updated")}
    assert {name: len(found) for name, found in one.items()} == dict.fromkeys(one, 1)
    texts = {name: found[0].text for name, found in one.items()}
    assert _TAG.fullmatch(texts["id"]), texts["id"]
    assert texts["title"].strip()
    texts["updated"] = datetime.fromisoformat(texts["updated"])
    assert texts["updated"].tzinfo
    links = {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}
    assert "alternate" in links
    for link in links.values():
        assert urlsplit(link).scheme in ("http", "https")
        assert link.isascii()
    summary = element.find(f"{ATOM}summary")
    if element.tag == f"{ATOM}entry":
        assert summary.get("type") == "html"
    return texts | {"links": links, "summary": summary.text if summary is not None else ""}
