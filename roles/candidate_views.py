"""The prerequisite check of a candidate. Only the operational lead and that member see it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roles.candidate_actions import save_answers, stored_entries
from roles.candidate_forms import CheckSheet
from roles.candidate_page import check_rows, summary
from roles.catalogue_pages import basis_key
from roles.models import Position, RolePrerequisite
from roles.models.retention import members_open_to
from roles.position_page import role_facts


@require_http_methods(["GET", "POST"])
def candidate_check(request, slug, pk, member_pk):
    """That a check exists is nobody else's business: 404. The member reads, the lead changes."""
    position, member = _candidate(request, slug, pk, member_pk)
    can_edit = member.can_be_edited_by(request.user)
    if request.method == "POST" and not can_edit:
        raise PermissionDenied(_("You can look at this, but only the operational lead changes it."))
    asked = RolePrerequisite.objects.asked_of(position, member).in_words_of(member.team, "text")
    stored = stored_entries(position, member)
    sheet = CheckSheet(request.POST or None, asked, stored) if can_edit else None
    if request.method == "POST" and sheet.is_valid():
        if save_answers(position, member, sheet.entries, by=request.user):
            messages.success(request, _("The check of %(member)s is saved.") % {"member": member})
            return redirect(request.path)
        stored = stored_entries(position, member)
        sheet.catch_up(stored)
    context = _context(position, member, asked, stored) | {"can_edit": can_edit, "sheet": sheet}
    return render(request, "roles/candidate_check.html", context)


def _context(position, member, asked, stored):
    rows = check_rows(asked, stored)
    answers = [stored[one.pk].answer if one.pk in stored else "" for one in asked]
    return {
        "team": member.team,
        "member": member,
        "position": position,
        "rows": rows,
        "summary": summary(answers),
        "role_facts": role_facts(position.role, position.team),
        "basis_key": basis_key(),
        "crumbs": [
            (_("Members"), reverse("roles:member_list", args=[member.team.slug])),
            (member.name, member.get_absolute_url()),
            (_("Prerequisites"), ""),
        ],
    }


def _candidate(request, slug, pk, member_pk):
    """The position and the member, both of the team in the address."""
    members = members_open_to(request.user).select_related("team")
    member = get_object_or_404(members, team__slug=slug, pk=member_pk)
    positions = Position.objects.select_related("role__family")
    position = get_object_or_404(positions, team=member.team, pk=pk)
    position.team = member.team
    return position, member
