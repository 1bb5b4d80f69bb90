"""Accounts and their roles. An administrator who is no superuser appoints others, never itself."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db import transaction
from django.forms import CheckboxSelectMultiple

from .. import rights
from ..audit.log import Kind, at_the_end, note
from ..confirmations import keys, setup
from ..models import Change, Membership, User
from ..permissions import GROUPS
from ..signin import lockout
from ..signin.sessions import end, sessions_of


def is_out_of_reach(request, user):
    """Whether a user is a superuser, and whoever asks is none."""
    return user.is_superuser and not request.user.is_superuser


def is_own(request, user):
    """Whether an administrator who is no superuser looks at its own account."""
    return user == request.user and not request.user.is_superuser


class RoleFilter(admin.RelatedFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "角色"


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0

    def has_add_permission(self, request, user=None):
        return self._may(super().has_add_permission(request, user), request, user)

    def has_change_permission(self, request, user=None):
        return self._may(super().has_change_permission(request, user), request, user)

    def has_delete_permission(self, request, user=None):
        return self._may(super().has_delete_permission(request, user), request, user)

    def _may(self, permitted, request, user):
        return permitted and not (
            user and (is_own(request, user) or is_out_of_reach(request, user))
        )


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Whoever has a role is let into the admin; nobody is deleted, since what they did stays theirs."""

    list_display = [
        "username",
        "display_name",
        "roles",
        "lacking",
        "email",
        "is_active",
        "last_login",
    ]
    list_filter = [("groups", RoleFilter), "is_active"]
    search_fields = ["username", "display_name", "email"]
    ordering = ["username"]
    filter_horizontal = []
    inlines = [MembershipInline]
    actions = ["release_locks", "remove_second_factors", "remove_identities"]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["username", "display_name", "usable_password", "password1", "password2"],
            },
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "memberships")

    def get_fieldsets(self, request, user=None):
        if user is None:
            return self.add_fieldsets
        rights = ["is_active", "groups"]
        return [
            (None, {"fields": ["username", "password"]}),
            ("个人信息", {"fields": ["display_name", "email"]}),
            ("权限", {"fields": rights + ["is_superuser"] * request.user.is_superuser}),
            ("日期", {"fields": ["last_login", "date_joined"]}),
        ]

    def get_readonly_fields(self, request, user=None):
        fixed = ["last_login", "date_joined"]
        return fixed + ["is_active", "groups"] if user and is_own(request, user) else fixed

    def get_inlines(self, request, user):
        return self.inlines if user else []

    def formfield_for_manytomany(self, field, request, **kwargs):
        formfield = super().formfield_for_manytomany(field, request, **kwargs)
        if field.name == "groups":
            formfield.queryset = formfield.queryset.filter(name__in=GROUPS).order_by("pk")
            formfield.widget = CheckboxSelectMultiple(choices=formfield.choices)
            formfield.label = "角色"
            formfield.help_text = "有任何一个角色的用户都可以进入管理后台，看到自己可以办理的事项。"
        return formfield

    def formfield_for_dbfield(self, field, request, **kwargs):
        formfield = super().formfield_for_dbfield(field, request, **kwargs)
        if field.name == "is_active":
            formfield.help_text = "取消后不能再登录，正在登录的会话随即结束。用户不删除。"
        if field.name == "is_superuser":
            formfield.label = "超级管理员"
            formfield.help_text = "可以管理一切；要编辑和审查，同样须有任职。"
        return formfield

    def has_change_permission(self, request, user=None):
        return super().has_change_permission(request, user) and not (
            user and is_out_of_reach(request, user)
        )

    def has_delete_permission(self, request, user=None):
        return False

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        # In a transaction ``get_object`` locks: the form writes the account as a whole.
        return super().user_change_password(request, id, form_url)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        user = form.instance
        user.is_staff = user.is_superuser or user.groups.exists()
        user.save(update_fields=["is_staff"])
        if not user.is_active:
            end(sessions_of(user))
        for sentence in rights.lacking(user):
            self.message_user(request, f"{user}{sentence}", messages.WARNING)
        if self._waits(user):
            text = f"{user}的变更须由第二人在“待确认的变更”中确认，确认以前不能据此审查、公布。"
            self.message_user(request, text, messages.WARNING)

    def _waits(self, user):
        waiting = Change.objects.open().filter(subject=keys.user(user.pk))
        return setup.is_wanted() and waiting.exists()

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not settings.OIDC_SERVER_URL:
            actions.pop("remove_identities", None)
        return actions

    @admin.display(description="角色")
    def roles(self, user):
        names = ["超级管理员"] * user.is_superuser + [group.name for group in user.groups.all()]
        return "、".join(names) or "无"

    @admin.display(description="须登记")
    def lacking(self, user):
        return "".join(rights.lacking(user)) or "-"

    @admin.action(description="解除登录锁定", permissions=["change"])
    def release_locks(self, request, users):
        self._each(request, users, lambda user: lockout.release(user.username), "解除登录锁定")

    @admin.action(description="解除两步验证（手机和恢复码都丢失）", permissions=["change"])
    def remove_second_factors(self, request, users):
        def remove(user):
            Authenticator.objects.filter(user=user).delete()

        self._each(request, users.exclude(pk=request.user.pk), remove, "解除两步验证")

    @admin.action(description="解除与统一身份的绑定", permissions=["change"])
    def remove_identities(self, request, users):
        def remove(user):
            SocialAccount.objects.filter(user=user).delete()

        self._each(request, users, remove, "解除与统一身份的绑定")

    def _each(self, request, users, act, done):
        """Do something to each account that is within reach, and say to how many it was done."""
        within_reach = [user for user in users if not is_out_of_reach(request, user)]
        with transaction.atomic(), at_the_end():
            for user in within_reach:
                act(user)
                note(Kind.ACCOUNT, user, done)
        self.message_user(request, f"{done}：{len(within_reach)} 个账号。", messages.SUCCESS)
