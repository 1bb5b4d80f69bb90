from django.urls import path

from departments.pages.section_pages import section_urls

from . import views
from .models import Service

app_name = "services"
urlpatterns = section_urls(
    Service,
    path("services/handlers/", views.handlers, name="handlers"),
)
