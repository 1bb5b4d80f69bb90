"""The forms of sign-in. Their labels stand above the fields, so no placeholder repeats them."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django.core.exceptions import ValidationError

from departments.texts.folding import compatible
from portal.accounts.models import User

from . import lockout
from .second_factor import spend


class Plain:
    """A form without placeholders."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Plain, account.LoginForm):
    def clean_login(self):
        # As names are kept: an input method may send letters of full width, or begin with a capital.
        # Under the one spelling the failures are counted, however it was typed.
        return User.spelled(compatible(super().clean_login()))


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    def clean_oldpassword(self):
        """Asked as at sign-in, so wrong guesses count towards the lock."""
        typed = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, typed):
            raise get_adapter().validation_error("enter_current_password")
        return typed

    def clean_password1(self):
        typed = self.cleaned_data["password1"]
        if typed == self.cleaned_data.get("oldpassword"):
            raise ValidationError("新密码与当前密码相同，请另设一个。")
        return typed

    def save(self):
        """Whoever proved the old password changes it for themselves: no one else need confirm it."""
        self.user.changes_own_password = True
        super().save()


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    pass


class Counted:
    """A form for a code whose wrong guesses count towards the lock."""

    def clean_code(self):
        if not lockout.may_try(context.request, self.user):
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            code = super().clean_code()
            if not spend(self.authenticator, code):
                raise get_mfa_adapter().validation_error("incorrect_code")
        except ValidationError:
            lockout.count_failure(context.request, self.user)
            raise
        return code


class SecondFactorForm(Plain, Counted, second_factor.AuthenticateForm):
    pass


class ReauthenticateByCodeForm(Plain, Counted, second_factor.ReauthenticateForm):
    pass


class ActivateTotpForm(Plain, totp.ActivateTOTPForm):
    pass
