"""What the libraries of sign-in show in the admin, and this site does not.

Groups are the roles of the code, single sign-on is configured by the environment, and sessions and
second factors belong to those whose they are: administrators have the actions of ``users``.
"""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.contrib.auth.admin import Group

admin.site.unregister(
    [Group, EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken]
)
