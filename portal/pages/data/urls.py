from django.urls import path

from . import files, views

app_name = "data"
urlpatterns = [
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
