from allauth.account.views import PasswordChangeView as AllauthPasswordChangeView
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from .. import rights
from ..models import Membership
from .second_factor import is_required
from .sessions import end, sessions_of


@login_required
def overview(request):
    """What an account's owner sees of it: role, password, second factor, sessions."""
    user = request.user
    bodies = Membership.objects.select_related("department", "office")
    prefetch_related_objects([user], "groups", Prefetch("memberships", bodies))
    context = {
        "roles": sorted(user.groups.all(), key=lambda group: group.pk),
        "memberships": user.memberships.all(),
        "totp": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first(),
        "totp_required": is_required(user),
        "lacking": rights.lacking(user),
        "sessions": sessions_of(user),
    }
    return render(request, "account/overview.html", context)


@require_POST
@login_required
def end_session(request, pk):
    """End one session of one's own, other than this."""
    chosen = other_sessions(request).filter(pk=pk)
    if not chosen:
        raise Http404
    end(chosen)
    messages.success(request, "该会话已结束。")
    return redirect("account_overview")


@require_POST
@login_required
def end_other_sessions(request):
    """End all sessions of one's own but this."""
    end(other_sessions(request))
    messages.success(request, "其他会话都已结束。")
    return redirect("account_overview")


def other_sessions(request):
    return sessions_of(request.user).exclude(session_key=request.session.session_key)


@method_decorator(login_required, name="dispatch")
class PasswordChangeView(AllauthPasswordChangeView):
    """For accounts that have a password: the others sign in elsewhere."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_usable_password():
            raise Http404
        return super().dispatch(request, *args, **kwargs)
