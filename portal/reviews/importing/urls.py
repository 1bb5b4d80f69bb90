"""Addresses of import and export, below those of the adjustments in the admin."""

from django.urls import path

from . import views

_IMPORT = "<int:pk>/import/<slug:section>/"


def paths(wrap):
    """The paths (list); ``wrap`` makes a view one of the admin.

    They come before those of entries, which take any two words.
    """
    routes = [
        (_IMPORT, views.upload, "import"),
        (f"{_IMPORT}<slug:token>/", views.compare, "import_compare"),
        ("<int:pk>/export/<slug:section>.<slug:ending>", views.export, "export"),
    ]
    return [
        path(route, wrap(view), name=f"reviews_adjustment_{name}") for route, view, name in routes
    ]
