from django.urls import path

from . import views

app_name = "services"
urlpatterns = [
    path("services/", views.index, name="index"),
    path("services/feed/", views.feed, name="feed"),
    path("services/handlers/", views.handlers, name="handlers"),
    path("departments/<slug:slug>/services/<slug:code>/", views.entry, name="entry"),
]
