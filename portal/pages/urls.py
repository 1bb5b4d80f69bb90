from django.urls import path

from . import sitemaps
from .about import about, site_map
from .display import display
from .list_json import list_json
from .robots import robots
from .styleguide import styleguide
from .views import home

app_name = "pages"
urlpatterns = [
    path("", home, name="home"),
    path("about/", about, name="about"),
    path("sitemap/", site_map, name="sitemap"),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", sitemaps.part, name="sitemap_part"),
    path("robots.txt", robots, name="robots"),
    path("display/", display, name="display"),
    path("styleguide/", styleguide, name="styleguide"),
    path("departments/<slug:slug>/list.json", list_json, name="list_json"),
]
