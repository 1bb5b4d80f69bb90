from django.urls import path

from . import views

app_name = "corrections"
urlpatterns = [
    path("corrections/", views.find, name="find"),
    path("corrections/new/", views.about_anything, name="new"),
    path(
        "departments/<slug:slug>/<slug:section>/<slug:code>/correct/",
        views.about_entry,
        name="new",
    ),
    path("corrections/<str:number>/", views.correction, name="correction"),
]
