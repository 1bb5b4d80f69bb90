"""Atom documents (RFC 4287): what all feeds of the site have in common."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date

from ..sheets.xml import storable

#: The most items of a feed.
LONGEST = 50
#: What tag addresses (RFC 4151) name beside the host: a year in which it was ours. It never changes.
TAG_YEAR = "2026"
#: What an empty feed says it was updated.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Item:
    """One item: ``name`` is its own for ever, ``address`` a path of this site, texts are plain."""

    name: str
    title: str
    summary: str
    address: str
    updated: datetime


class Feed(Atom1Feed):
    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=_NEVER)


def atom(request, *, name, title, address, items):
    """A feed as a response; ``name`` and ``address`` as of an Item, the latter is its page."""
    tag = f"tag:{request.get_host().partition(':')[0]},{TAG_YEAR}:"
    feed = Feed(
        title=storable(title),
        link=request.build_absolute_uri(address),
        description=None,
        language="zh-CN",
        author_name=settings.SITE_NAME,
        feed_url=request.build_absolute_uri(request.get_full_path()),
        feed_guid=f"{tag}{name}",
    )
    for item in items:
        feed.add_item(
            title=storable(item.title),
            link=request.build_absolute_uri(item.address),
            description=escape(storable(item.summary)),
            unique_id=f"{tag}{item.name}",
            updateddate=item.updated,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Last-Modified"] = http_date(feed.latest_post_date().timestamp())
    return response


def public_since(edition):
    """When an edition began to be seen: published, and in force (an aware datetime)."""
    begins = timezone.make_aware(datetime.combine(edition.effective_from, time.min))
    return max(edition.published_at, begins)
