from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("bare/", lambda request: HttpResponse("ok")),
    path("", include("portal.urls")),
]
