from django.urls import path

from departments.pages.section_pages import section_urls

from . import views
from .models import Regime

app_name = "supervision"
urlpatterns = section_urls(
    Regime,
    path("supervision/subjects/", views.subjects, name="subjects"),
)
