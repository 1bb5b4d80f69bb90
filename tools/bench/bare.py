"""The site with one view more that does nothing, ``/bare/``: what any page could cost at best.

gunicorn tools.bench.bare
"""

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
settings.ROOT_URLCONF = "tools.bench.bare_urls"

from portal.wsgi import application  # noqa: E402, F401 - after the addresses are chosen
