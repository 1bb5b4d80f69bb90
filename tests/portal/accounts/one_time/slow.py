"""The site as gunicorn serves it, over a slow line: what is sent is done at once, its answer waits
for as long as there is the file HELD. With UNGUARDED set it knows nothing of forms sent twice.
"""

import os
import time
from pathlib import Path

from django.conf import settings

if os.environ.get("UNGUARDED"):
    settings.MIDDLEWARE.remove("portal.accounts.one_time.middleware.DoneOnce")

from portal.wsgi import application as site

HELD = Path(os.environ["HELD"])


def application(environ, start_response):
    answer = site(environ, start_response)
    while environ["REQUEST_METHOD"] == "POST" and HELD.exists():
        time.sleep(0.01)
    return answer
