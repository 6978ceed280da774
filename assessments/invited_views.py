"""The way in by a personal link or a short code, and the own sheets behind it.

Nobody is signed in by it: the session remembers the invitation only, for half a day, and every
request asks the database whether it still stands. GET never writes: mail scanners and browsers
open links ahead of people, so an invitation is opened by a button.
"""

from functools import wraps

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import seat_views
from assessments.invitation_actions import note_opening
from assessments.invitation_keys import (
    allow_a_try,
    forgive,
    invitation_of_code,
    invitation_of_link,
)
from assessments.models import Assessment, Invitation, Rating
from assessments.seats import Seat
from assessments.step_pages import state_of

SESSION_KEY = "invitation"
HALF_A_DAY = 12 * 60 * 60
GONE, UNKNOWN, TOO_MANY = 410, 404, 429


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation_open(request, token):
    """Says whose link it is; the button opens it."""
    invitation = invitation_of_link(token)
    if invitation is None:
        return _closed_door(request, UNKNOWN)
    if not invitation.is_live():
        return _closed_door(request, GONE)
    if request.method == "POST":
        return _enter(request, invitation)
    return render(request, "assessments/invitation_open.html", {"invitation": invitation})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation_code(request):
    """The public page where the short code of a card is typed."""
    typed, problem, status = request.POST.get("code", "")[:40], "", 200
    if request.method == "POST":
        counted = allow_a_try(get_adapter().get_client_ip(request))
        if not counted:
            problem = _("Too many wrong codes came from here. Wait 15 minutes, then try again.")
            status = TOO_MANY
        elif invitation := invitation_of_code(typed):
            forgive(counted)
            return _enter(request, invitation)
        else:
            problem = _(
                "This code opens nothing: it is mistyped, or not valid any more. Compare it with "
                "your card, or ask who gave it to you."
            )
    context = {"typed": typed, "problem": problem}
    return render(request, "assessments/invitation_code.html", context, status=status)


def invited(view):
    """Lets in whoever opened an invitation here and still may; gives the view the invitation."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        invitation = _invitation_of(request)
        if invitation is None:
            return _closed_door(request, UNKNOWN)
        if not invitation.is_live():
            return _closed_door(request, GONE)
        request.invitation = invitation
        return view(request, invitation, *args, **kwargs)

    return login_not_required(never_cache(guarded))


@require_GET
@invited
def invited_sheets(request, invitation):
    """The own sheets of that round, and nothing else."""
    round_ = invitation.round
    sheets = [
        (
            sheet,
            _address("invited_sheet", sheet.pk),
            state_of(sheet, sheet.answered, round_.is_open),
        )
        for sheet in _sheets(invitation).with_progress().order_by("section__order", "pk")
    ]
    context = {"invitation": invitation, "round": round_, "sheets": sheets}
    return render(request, "assessments/invitation_sheets.html", context)


@require_POST
@login_not_required
@never_cache
def invited_end(request):
    """Leave a shared computer: the next person there finds nothing."""
    request.session.pop(SESSION_KEY, None)
    if not request.user.is_authenticated:
        request.session.flush()
    response = redirect("assessments:invitation_code")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _at_own_sheet(page):
    """The view of a page of seat_views, for the invited member and an own sheet."""

    @invited
    def view(request, invitation, pk):
        return page(request, _seat(invitation, pk))

    return view


_get_and_post = require_http_methods(["GET", "POST"])
invited_sheet = _get_and_post(_at_own_sheet(seat_views.sheet_page))
invited_answer = require_POST(_at_own_sheet(seat_views.answer_part))
invited_check = require_GET(_at_own_sheet(seat_views.check_page))
invited_submit = require_POST(_at_own_sheet(seat_views.submit_page))
invited_reopen = require_POST(_at_own_sheet(seat_views.reopen_page))
invited_repeat = _get_and_post(_at_own_sheet(seat_views.repeat_page))


def _enter(request, invitation):
    """A new key of the session, as at signing in; who is signed in stays signed in."""
    note_opening(invitation=invitation)
    request.session.cycle_key()
    request.session[SESSION_KEY] = {"pk": invitation.pk, "at": int(timezone.now().timestamp())}
    if not request.user.is_authenticated:
        request.session.set_expiry(0)
    return redirect("assessments:invited_sheets")


def _invitation_of(request):
    opened = request.session.get(SESSION_KEY)
    if not opened or timezone.now().timestamp() - opened["at"] > HALF_A_DAY:
        return None
    rows = Invitation.objects.select_related("round__team", "member")
    return rows.filter(pk=opened["pk"]).first()


def _closed_door(request, status):
    context = {"withdrawn": status == GONE}
    return render(request, "assessments/invitation_closed.html", context, status=status)


def _sheets(invitation):
    return Assessment.objects.filter(
        round=invitation.round_id, member=invitation.member_id
    ).select_related(
        "round__team", "round__catalogue_version", "round__reference", "member", "section"
    )


def _seat(invitation, pk):
    """The seat of the invited member at an own sheet; 404 for every other sheet."""
    return Seat(
        assessment=get_object_or_404(_sheets(invitation), pk=pk),
        whose=Rating.Whose.SELF,
        by=None,
        url=_address("invited_sheet", pk),
        answer_url=_address("invited_answer", pk),
        check_url=_address("invited_check", pk),
        submit_url=_address("invited_submit", pk),
        reopen_url=_address("invited_reopen", pk),
        repeat_url=_address("invited_repeat", pk),
        leave_url=reverse("assessments:invited_sheets"),
    )


def _address(name, pk):
    return reverse(f"assessments:{name}", kwargs={"pk": pk})
