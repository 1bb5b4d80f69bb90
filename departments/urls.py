from django.urls import path

from . import views
from .pages import feeds

app_name = "departments"
urlpatterns = [
    path("feed/", feeds.site_feed, name="site_feed"),
    path("departments/", views.index, name="index"),
    path("departments/<slug:slug>/", views.department, name="department"),
    path("departments/<slug:slug>/feed/", feeds.department_feed, name="feed"),
    path("departments/<slug:slug>/editions/", views.editions, name="editions"),
    path("departments/<slug:slug>/editions/<int:number>/", views.edition, name="edition"),
    path("departments/<slug:slug>/compare/", views.choose_comparison, name="choose_comparison"),
    path("departments/<slug:slug>/compare/<int:old>/<int:new>/", views.compare, name="compare"),
]
