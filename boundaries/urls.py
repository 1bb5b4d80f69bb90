from django.urls import path

from . import views

app_name = "boundaries"
urlpatterns = [
    path("boundaries/", views.index, name="index"),
    path("departments/<slug:slug>/boundaries/<slug:code>/", views.entry, name="entry"),
]
