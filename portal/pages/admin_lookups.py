"""What stands in the address of an admin page and no database can look for: said, not an error."""

import logging

from django.contrib import messages
from django.db import DataError
from django.http import HttpResponseRedirect

#: Raised by Python and by the databases of texts with NUL, years after 9999 and numbers too large.
NOT_TO_BE_LOOKED_FOR = (ValueError, OverflowError, DataError)
SENTENCE = "网址中的条件无法识别，下面没有按它筛选。请用页面上的筛选和查找。"
logger = logging.getLogger(__name__)


class AdminLookups:
    """Middleware: shows a page of the admin without its parameters where these cannot be read.

    What is wrong with the page itself then still comes to light.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        in_admin = request.resolver_match and "admin" in request.resolver_match.namespaces
        asked = request.method in {"GET", "HEAD"} and request.META["QUERY_STRING"]
        if not (in_admin and asked and isinstance(exception, NOT_TO_BE_LOOKED_FOR)):
            return None
        logger.warning("管理后台的条件无法识别：%s（%s）", request.get_full_path(), exception)
        messages.error(request, SENTENCE)
        return HttpResponseRedirect(request.path)
