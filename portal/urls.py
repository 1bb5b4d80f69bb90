"""Addresses of the site. Each app brings its own; see DESIGN for the whole list."""

from django.contrib import admin
from django.urls import path

from portal.pages.health import healthz

admin.site.site_header = "责任清单管理"
admin.site.site_title = "责任清单管理"
admin.site.index_title = "管理首页"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
