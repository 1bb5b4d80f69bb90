from django.urls import path

from .about import about, site_map
from .display import display
from .serving import sitemaps
from .serving.robots import robots
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
]
