"""Tags of the frame around every page. What is the same on many pages is rendered once."""

from functools import lru_cache
from urllib.parse import quote

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.timezone import localtime

from departments.pages.addresses import address
from departments.texts.folding import in_one_line
from portal.pages.display import Display, wanted_display
from portal.pages.site import origin, this_site

from .navigation import label_of

register = template.Library()
#: As ``{% url %}``, which would look the address up each time.
register.simple_tag(address)

#: Parameters that make another page; all others only show the same page in another way.
OWN_PAGE = ("q", "district", "on", "page")


@register.simple_tag
def site():
    """The settings of the site (Site)."""
    return this_site()


@register.simple_tag(takes_context=True)
def display_attributes(context):
    """Attributes of ``<html>`` that say which look the visitor wants."""
    return format_html_join(
        "", ' data-{}="{}"', [pair for pair in display_of(context)._asdict().items() if pair[1]]
    )


@register.simple_tag(takes_context=True)
def display_switch(context):
    """The button for large text, and the one that leads to all settings of the look."""
    return _display_switch(get_script_prefix(), bool(display_of(context).size))


@lru_cache(maxsize=64)
def _display_switch(prefix, is_large):
    return render_to_string("_display_switch.html", {"is_large": is_large})


@register.simple_tag(takes_context=True)
def page_address(context):
    """The whole address of this page, without parameters that do not make another page (str)."""
    request = context.get("request")
    if not (start := origin(request)):
        return ""
    asked = {name: request.GET[name] for name in OWN_PAGE if request.GET.get(name)}
    return f"{start}{quote(request.path)}{'?' if asked else ''}{urlencode(asked)}"


@register.simple_tag(takes_context=True)
def government_meta(context):
    """The ``<meta>`` that a government site's pages have, by 政府网站发展指引 (国办发〔2017〕47号)."""
    request, one = context.get("request"), this_site()
    column = label_of(request)
    pairs = [
        ("SiteName", one.name),
        ("SiteDomain", request.get_host() if origin(request) else ""),
        ("SiteIDCode", one.code),
        ("ColumnName", column),
        ("ColumnType", column and "机构职能"),
        *published_text(context),
    ]
    return format_html_join(
        "\n    ", '<meta name="{}" content="{}">', [pair for pair in pairs if pair[1]]
    )


def published_text(context):
    """What the page of a list or an entry says of the text it shows (list of pairs)."""
    edition, entry = context.get("edition"), context.get("entry")
    if not (edition and edition.published_at):
        return []
    title = (entry and entry.heading) or edition.title
    return [
        ("ArticleTitle", in_one_line(title)),
        ("PubDate", f"{localtime(edition.published_at):%Y-%m-%d %H:%M}"),
        ("ContentSource", edition.department_name),
    ]


@register.simple_tag(takes_context=True)
def site_footer(context):
    home = origin(context.get("request")) + address("pages:home")
    return _footer(get_script_prefix(), this_site(), home)


@lru_cache(maxsize=64)
def _footer(prefix, site, home):
    return render_to_string("_footer.html", {"site": site, "faults": site.fault_address(home)})


def display_of(context):
    request = context.get("request")
    return wanted_display(request) if request else Display()
