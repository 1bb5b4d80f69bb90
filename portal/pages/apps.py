from django.apps import AppConfig
from django.db.backends.signals import connection_created

from .serving.private_files import keep_private


class PagesConfig(AppConfig):
    name = "portal.pages"
    verbose_name = "页面"

    def ready(self):
        connection_created.connect(keep_private, dispatch_uid="pages.keep_private")
