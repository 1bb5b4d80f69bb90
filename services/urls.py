from django.urls import path

from . import views

app_name = "services"
urlpatterns = [
    path("services/", views.index, name="index"),
    path("departments/<slug:slug>/services/<slug:code>/", views.entry, name="entry"),
]
