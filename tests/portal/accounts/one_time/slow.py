"""The site as gunicorn serves it, over a slow line: what is sent is done at once, its answer takes
a second. With UNGUARDED set it knows nothing of forms that are sent twice.
"""

import os
import time

from django.conf import settings

if os.environ.get("UNGUARDED"):
    settings.MIDDLEWARE.remove("portal.accounts.one_time.middleware.DoneOnce")

from portal.wsgi import application as site

SECONDS = 1


def application(environ, start_response):
    answer = site(environ, start_response)
    if environ["REQUEST_METHOD"] == "POST":
        time.sleep(SECONDS)
    return answer
