from django.urls import path

from . import views

app_name = "departments"
urlpatterns = [
    path("departments/", views.index, name="index"),
    path("departments/<slug:slug>/", views.department, name="department"),
    path("departments/<slug:slug>/editions/", views.editions, name="editions"),
    path("departments/<slug:slug>/editions/<int:number>/", views.edition, name="edition"),
]
