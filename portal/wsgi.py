import os

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application

from portal.pages.serving.charset import Utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class Request(Utf8, WSGIRequest):
    pass


django_application = get_wsgi_application()
django_application.request_class = Request


def application(environ, start_response):
    """The site, beneath SITE_PATH whether or not the proxy in front has cut that path off."""
    prefix, path = settings.SITE_PATH, environ.get("PATH_INFO", "")
    if prefix and (path == prefix or path.startswith(f"{prefix}/")):
        environ["PATH_INFO"] = path[len(prefix) :] or "/"
    return django_application(environ, start_response)
