"""Addresses of the exchange, below that of the admin."""

from django.contrib import admin
from django.urls import path

from .uploading.views import upload

urlpatterns = [path("upload/", admin.site.admin_view(upload), name="list_upload")]
