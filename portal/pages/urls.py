from django.urls import path

from .list_json import list_json
from .views import home

app_name = "pages"
urlpatterns = [
    path("", home, name="home"),
    path("departments/<slug:slug>/list.json", list_json, name="list_json"),
]
