from django.urls import path

from . import views

app_name = "duties"
urlpatterns = [
    path("duties/", views.index, name="index"),
    path("duties/feed/", views.feed, name="feed"),
    path("departments/<slug:slug>/duties/<slug:code>/", views.entry, name="entry"),
]
