"""Addresses of the workbench, below those of the adjustments in the admin."""

from django.urls import path

from .views import adjustments, application, clashes, entry, live, prose, sections

_ONE = "<int:pk>/"
_SECTION = f"{_ONE}<slug:section>/"
_ENTRY = f"{_SECTION}<slug:code>/"


def paths(wrap):
    """The paths of the workbench (list); ``wrap`` makes a view one of the admin."""

    def page(route, view, name):
        return path(route, wrap(view), name=f"reviews_adjustment_{name}")

    return [
        page("add/", adjustments.add, "add"),
        page(_ONE, adjustments.change, "change"),
        page(f"{_ONE}application/", application.application, "application"),
        page(f"{_ONE}preview/", live.preview_list, "preview_list"),
        page(f"{_ONE}prose/", prose.prose, "prose"),
        page(f"{_ONE}readings/", live.readings, "readings"),
        page(f"{_ONE}clashes/<int:clash>/", clashes.clash, "clash"),
        page(_SECTION, sections.section, "section"),
        page(f"{_SECTION}add/", entry.entry, "entry_add"),
        page(_ENTRY, entry.entry, "entry"),
        page(f"{_ENTRY}remove/", sections.entry_remove, "entry_remove"),
        page(f"{_ENTRY}restore/", sections.restore, "restore"),
        page(f"{_ENTRY}reset/", sections.entry_reset, "entry_reset"),
        page(f"{_ENTRY}history/", sections.entry_history, "entry_history"),
        page(f"{_ENTRY}preview/", live.preview, "preview"),
    ]
