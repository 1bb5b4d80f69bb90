from django.urls import path

from .pages import feeds, views

app_name = "search"
urlpatterns = [
    path("search/", views.results, name="results"),
    path("search/feed/", feeds.feed, name="feed"),
    path("search/suggest", views.suggest, name="suggest"),
]
