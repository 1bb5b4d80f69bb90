"""Offices, and what the libraries of sign-in show in the admin, and this site does not.

Groups are the roles of the code, single sign-on is configured by the environment, and sessions and
second factors belong to those whose they are: administrators have the actions of ``users``.
"""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.contrib.auth.admin import Group

from ..models import Office

admin.site.unregister(
    [Group, EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken]
)


@admin.register(Office)
class OfficeAdmin(admin.ModelAdmin):
    """Where an office is renamed, so that its stages and reviewers stay as they are."""

    list_display = ["name", "reviewers"]
    search_fields = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("memberships__user")

    @admin.display(description="审查人员")
    def reviewers(self, office):
        return "、".join(str(membership.user) for membership in office.memberships.all()) or "无"
