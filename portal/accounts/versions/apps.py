from django.contrib.admin.apps import AdminConfig


class VersionedAdminConfig(AdminConfig):
    """Django's admin, whose every form says what it showed."""

    default_site = "portal.accounts.versions.site.VersionedSite"
