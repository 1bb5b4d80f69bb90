"""Addresses of the site. Each app brings its own; see DESIGN for the whole list."""

from django.contrib import admin
from django.urls import include, path

from portal.pages.health import healthz

admin.site.site_header = "责任清单管理"
admin.site.site_title = "责任清单管理"
admin.site.index_title = "管理首页"

handler400 = "portal.pages.errors.bad_request"
handler404 = "portal.pages.errors.not_found"
handler500 = "portal.pages.errors.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("", include("portal.pages.urls")),
    path("", include("portal.pages.topics.urls")),
    path("", include("portal.pages.corrections.urls")),
    path("", include("portal.pages.data.urls")),
    path("", include("portal.api.urls")),
    path("", include("portal.search.urls")),
    path("", include("departments.urls")),
    path("", include("duties.urls")),
    path("", include("boundaries.urls")),
    path("", include("supervision.urls")),
    path("", include("services.urls")),
]
