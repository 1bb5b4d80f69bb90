"""The sitemap for search engines: an index, and parts that stay small however many districts."""

from django.contrib import sitemaps
from django.contrib.sitemaps import views
from django.db.models import Max
from django.urls import reverse
from django.views.decorators.http import require_safe

from boundaries.models import Subject
from departments.models import Edition, section_models
from portal.topics.models import Topic

from ..linked_sections import linked_sections

#: Addresses in one part, a fifth of what the protocol allows: a part is made within a request.
PART = 10_000
FIRST_OVERVIEWS = ("pages:home", "pages:about", "departments:index")
FURTHER_OVERVIEWS = (
    *("boundaries:subjects", "boundaries:map"),
    *("topics:index", "data:index"),
)


class Part(sitemaps.Sitemap):
    """Pages of one kind; ``items`` is an ordered queryset."""

    @property
    def limit(self):
        return PART


class Overviews(sitemaps.Sitemap):
    def items(self):
        sections = (f"{one.key}:index" for one in linked_sections())
        return (*FIRST_OVERVIEWS, *sections, *FURTHER_OVERVIEWS)

    def location(self, item):
        return reverse(item)


class Dated(Part):
    """Pages that change with an edition: its first day is the last in the values of an item."""

    day = ""

    def lastmod(self, item):
        return item[-1]

    def get_latest_lastmod(self):
        return self.items().order_by().aggregate(day=Max(self.day))["day"]


class Departments(Dated):
    day = "effective_from"

    def items(self):
        lists = Edition.objects.in_force().order_by("department_id")
        return lists.values_list("department__slug", self.day)

    def location(self, item):
        return reverse("departments:department", args=[item[0]])


class Entries(Dated):
    """The entries in force of one section."""

    day = "edition__effective_from"

    def __init__(self, model):
        self.model = model

    def items(self):
        entries = self.model.objects.in_force().order_by("edition__department_id", "code")
        return entries.values_list("edition__department__slug", "code", self.day)

    def location(self, item):
        return reverse(f"{self.model.section_key}:entry", args=item[:2])


class Subjects(Part):
    def items(self):
        return Subject.objects.shown().order_by("pk")


class Topics(Part):
    def items(self):
        return Topic.objects.order_by("pk")


def parts():
    """The parts by their names in addresses (dict)."""
    linked = {one.key for one in linked_sections()}
    return {
        "overviews": Overviews(),
        "departments": Departments(),
        **{one.section_key: Entries(one) for one in section_models() if one.section_key in linked},
        "subjects": Subjects(),
        "topics": Topics(),
    }


@require_safe
def index(request):
    """``/sitemap.xml``: where the parts are."""
    return views.index(request, parts(), sitemap_url_name="pages:sitemap_part")


@require_safe
def part(request, section):
    """``/sitemap-SECTION.xml``: the pages of one kind, in further parts with ``?p=2``."""
    return views.sitemap(request, parts(), section)
