"""Invitations of a round, for the operational lead: sent, printed, renewed, withdrawn."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from assessments import invitation_actions as actions
from assessments import invitation_mail as mail
from assessments import invitation_pages as pages
from assessments.actions import Frozen
from assessments.models import Round
from roles.access import get_editable_or_403, get_visible_or_404


@require_GET
def invitations(request, slug, pk):
    """Who was invited how and when, and what is to do."""
    round_ = _round(request.user, slug, pk)
    rows = pages.invitation_rows(round_)
    context = _context(round_) | {
        "rows": rows,
        "counts": pages.counts(rows),
        "missing": [row for row in rows if row.needs_address],
        "refused": [row for row in rows if row.trouble],
    }
    return render(request, "assessments/invitation_list.html", context)


@require_POST
def invitations_send(request, slug, pk):
    round_ = _open_round(request.user, slug, pk)
    members = pages.members_to_invite(round_)
    outcome = _unless_closed(
        mail.send_invitations,
        round=round_,
        members=members,
        by=request.user,
        site=request.build_absolute_uri("/"),
    )
    pages.tell(request, outcome, pages.sent_message(len(outcome.sent)))
    return redirect(_url("invitations", round_))


@require_POST
def invitations_remind(request, slug, pk):
    round_ = _open_round(request.user, slug, pk)
    outcome = mail.send_reminders(round=round_, site=request.build_absolute_uri("/"))
    pages.tell(request, outcome, pages.reminded_message(len(outcome.sent)))
    return redirect(_url("invitations", round_))


@never_cache
@require_POST
def invitations_print(request, slug, pk):
    """The cards of a workshop. Codes are made here and shown this once; older cards stop."""
    round_ = _open_round(request.user, slug, pk)
    members = pages.members_to_invite(round_)
    cards = _unless_closed(actions.print_cards, round=round_, members=members, by=request.user)
    context = _context(round_, _("Cards for the workshop")) | {
        "cards": [pages.card(request, *card) for card in cards],
        "code_url": request.build_absolute_uri(reverse("assessments:invitation_code")),
    }
    return render(request, "assessments/invitation_cards.html", context)


@never_cache
@require_POST
def invitation_link(request, slug, pk, member_pk):
    """A new link of one member, shown this once; the old one stops."""
    round_ = _open_round(request.user, slug, pk)
    member = get_object_or_404(pages.assessed_members(round_), pk=member_pk)
    token = _unless_closed(actions.renew_link, round=round_, member=member, by=request.user)
    context = _context(round_, str(member)) | {
        "member": member,
        "link": pages.link_of(request, token),
    }
    return render(request, "assessments/invitation_link.html", context)


@require_POST
def invitation_revoke(request, slug, pk, member_pk):
    """Also in a closed round: its result can still be read by the link."""
    round_ = _round(request.user, slug, pk)
    invitation = round_.invitations.filter(member=member_pk, revoked_at=None).first()
    if invitation and actions.revoke(invitation=invitation):
        messages.success(request, _("Withdrawn. The link and the card open nothing any more."))
    else:
        messages.warning(request, _("There was no invitation to withdraw."))
    return redirect(_url("invitations", round_))


def _rounds():
    return Round.objects.select_related("team")


def _round(user, slug, pk):
    """The round for its lead, open or closed."""
    round_ = get_visible_or_404(_rounds(), user, team__slug=slug, pk=pk)
    if not round_.team.can_be_edited_by(user):
        raise PermissionDenied(_("Only the operational lead invites members."))
    return round_


def _open_round(user, slug, pk):
    return get_editable_or_403(_rounds(), user, team__slug=slug, pk=pk)


def _unless_closed(act, **kwargs):
    try:
        return act(**kwargs)
    except Frozen as closed:
        raise PermissionDenied(_("The round was closed meanwhile; nobody was invited.")) from closed


def _url(name, round_):
    return reverse(f"assessments:{name}", kwargs={"slug": round_.team.slug, "pk": round_.pk})


def _context(round_, last=None):
    crumbs = [(str(round_), round_.get_absolute_url()), (_("Invitations"), "")]
    if last:
        crumbs = [crumbs[0], (_("Invitations"), _url("invitations", round_)), (last, "")]
    return {"team": round_.team, "round": round_, "can_edit": round_.is_open, "crumbs": crumbs}
