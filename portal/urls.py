"""Addresses of the site. Each app brings its own; see DESIGN for the whole list."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from portal.pages.serving.health import healthz

admin.site.site_header = "责任清单管理"
admin.site.site_title = "责任清单管理"
admin.site.index_title = "管理首页"
# One way in, with the lock and the second factor on it.
admin.site.login = secure_admin_login(admin.site.login)

handler400 = "portal.pages.errors.bad_request"
handler404 = "portal.pages.errors.not_found"
handler500 = "portal.pages.errors.server_error"

urlpatterns = [
    path("accounts/", include("portal.accounts.signin.urls")),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/lists/", include("portal.exchange.urls")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    # First what is asked most and kept least: every question is another page.
    path("", include("portal.search.urls")),
    path("", include("portal.pages.urls")),
    path("", include("portal.topics.urls")),
    path("", include("portal.corrections.urls")),
    path("", include("portal.open_data.urls")),
    path("", include("portal.api.urls")),
    path("review/", include("portal.reviews.urls")),
    path("", include("departments.urls")),
    path("", include("duties.urls")),
    path("", include("boundaries.urls")),
    path("", include("supervision.urls")),
    path("", include("services.urls")),
    path("", include("powers.urls")),
]
