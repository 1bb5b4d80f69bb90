from django.urls import path

from . import views

# The page cache takes an argument called ``slug`` for a department's: these have names of their own.
app_name = "boundaries"
urlpatterns = [
    path("boundaries/", views.index, name="index"),
    path("boundaries/feed/", views.feed, name="feed"),
    path("boundaries/subjects/", views.subjects, name="subjects"),
    path("boundaries/subjects/<slug:subject>/", views.subject, name="subject"),
    path("boundaries/bodies/", views.bodies, name="bodies"),
    path("boundaries/bodies/<slug:body>/", views.body, name="body"),
    path("boundaries/map/", views.whole, name="map"),
    path("departments/<slug:slug>/boundaries/<slug:code>/", views.entry, name="entry"),
]
