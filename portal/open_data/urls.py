from django.urls import path

from . import files, views
from .list_json import list_json

app_name = "data"
urlpatterns = [
    path("departments/<slug:slug>/list.json", list_json, name="list_json"),
    path("data/", views.index, name="index"),
    path("data/dictionary/", views.dictionary, name="dictionary"),
    path("data/heads.json", views.heads, name="heads"),
    path("data/departments/<slug:slug>.<slug:format>", files.department, name="department"),
    path(
        "data/departments/<slug:slug>/editions/<int:number>.<slug:format>",
        files.edition,
        name="edition",
    ),
    path("data/<slug:code>.<slug:format>", files.district, name="district"),
    path("data/<slug:code>/<slug:key>.csv", files.table, name="table"),
]
