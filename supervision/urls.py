from django.urls import path

from . import views

app_name = "supervision"
urlpatterns = [
    path("supervision/", views.index, name="index"),
    path("supervision/feed/", views.feed, name="feed"),
    path("supervision/subjects/", views.subjects, name="subjects"),
    path("departments/<slug:slug>/supervision/<slug:code>/", views.entry, name="entry"),
]
