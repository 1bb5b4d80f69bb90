from django.urls import path

from departments.pages.section_pages import section_urls

from . import views
from .models import BoundaryMatter

# The page cache takes an argument called ``slug`` for a department's: these have names of their own.
app_name = "boundaries"
urlpatterns = section_urls(
    BoundaryMatter,
    path("boundaries/subjects/", views.subjects, name="subjects"),
    path("boundaries/subjects/<slug:subject>/", views.subject, name="subject"),
    path("boundaries/bodies/", views.bodies, name="bodies"),
    path("boundaries/bodies/<slug:body>/", views.body, name="body"),
    path("boundaries/map/", views.whole, name="map"),
)
