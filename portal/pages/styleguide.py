"""The style guide: every token and component of the site's look, each with its markup."""

import re

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

#: Components by the names of their templates, in the order of the page.
COMPONENTS = {
    "text": "标题与正文",
    "notices": "提示",
    "buttons": "按钮与工具",
    "field": "查找框",
    "choices": "选项",
    "hits": "条目列表",
    "chips": "筛选条件",
    "facet": "筛选",
    "paging": "翻页",
    "table": "表格",
    "list": "清单表格",
    "regime": "可展开的制度",
    "verdict": "查询结果",
    "facts": "条目信息",
    "contents": "目录",
}
PANES = ("light", "dark")
TOKEN = re.compile(r"^ +--([a-z0-9-]+):\s+([^;]+);", re.MULTILINE)


@never_cache
@require_safe
def styleguide(request):
    """``/styleguide/``: for those who build pages; there is none on a site that is not debugged."""
    if not settings.DEBUG:
        raise Http404
    found = tokens()
    colours = [name for name, value in found.items() if value.startswith("#")]
    context = {
        "panes": PANES,
        "colours": colours,
        "measures": [pair for pair in found.items() if pair[0] not in colours],
        "components": [component(name, title) for name, title in COMPONENTS.items()],
    }
    return render(request, "styleguide/page.html", context)


def component(name, title):
    """(name, title, markup, list of (pane, what it looks like there)) of a component."""
    shown = [(pane, render_to_string(f"styleguide/{name}.html", {"pane": pane})) for pane in PANES]
    return name, title, str(shown[0][1]).strip(), shown


def tokens():
    """The tokens that the style sheet begins with (dict of name to value)."""
    with open(finders.find("site.css"), encoding="utf-8") as sheet:
        return dict(TOKEN.findall(sheet.read().partition("@media")[0]))
