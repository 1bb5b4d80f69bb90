from django.urls import path

from . import document, pages
from .sections import SECTIONS
from .views.departments import Department, Departments, Districts, EditionList, Editions, List
from .views.entries import Entries, Entry
from .views.root import Root
from .views.search import Search
from .views.subjects import Bodies, OneSubject, Subjects

BASE = "api/v1/"

app_name = "api"
urlpatterns = [
    path(BASE, Root.as_view(), name="root"),
    path(f"{BASE}districts", Districts.as_view(), name="districts"),
    path(f"{BASE}departments", Departments.as_view(), name="departments"),
    path(f"{BASE}departments/<slug:slug>", Department.as_view(), name="department"),
    path(f"{BASE}departments/<slug:slug>/list", List.as_view(), name="list"),
    path(f"{BASE}departments/<slug:slug>/editions", Editions.as_view(), name="editions"),
    path(
        f"{BASE}departments/<slug:slug>/editions/<int:number>",
        EditionList.as_view(),
        name="edition",
    ),
    *(
        path(f"{BASE}{section.key}", Entries.as_view(section=section), name=section.key)
        for section in SECTIONS
    ),
    *(
        path(
            f"{BASE}{section.key}/<slug:slug>/<slug:code>",
            Entry.as_view(section=section),
            name=f"{section.key}-entry",
        )
        for section in SECTIONS
    ),
    path(f"{BASE}subjects", Subjects.as_view(), name="subjects"),
    path(f"{BASE}subjects/<slug:subject>", OneSubject.as_view(), name="subject"),
    path(f"{BASE}bodies", Bodies.as_view(), name="bodies"),
    path(f"{BASE}search", Search.as_view(), name="search"),
    path(f"{BASE}openapi.json", document.as_json, name="openapi"),
    path(f"{BASE}openapi.yaml", document.as_yaml, name="openapi_yaml"),
    path(f"{BASE}docs/", pages.reference, name="docs"),
    path(f"{BASE}docs/try/", pages.try_out, name="try"),
]
