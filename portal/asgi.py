import os

from django.core.asgi import get_asgi_application
from django.core.handlers.asgi import ASGIRequest

from portal.pages.serving.charset import Utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class Request(Utf8, ASGIRequest):
    pass


application = get_asgi_application()
application.request_class = Request
