"""The steps of filling a position: what the role is, who takes it, from when and at whose cost."""

from django.urls import reverse
from django.utils.translation import gettext as _

from roles.candidate_page import candidate_rows
from roles.formats import number
from roles.position_check import Candidate, check_position
from roles.position_page import filled_in, holder_choices, position_crumbs, role_facts


def candidate_is_right(form, sheet):
    """Whether a new position can be saved, with what was checked of whoever takes it.

    What is checked belongs to a candidate, so one has to be chosen.
    """
    is_right = all([form.is_valid(), sheet.is_valid()])
    if is_right and form.somebody is None and sheet.is_filled_in:
        form.add_error("holder", _("Choose whom you checked below, or take the answers back."))
        return False
    return is_right


def new_context(form, sheet, staffing):
    """The page of a new position."""
    position = form.instance
    candidate = position
    if form.is_bound:
        candidate = filled_in(form, position, [position.role])
    return _steps(position, candidate, staffing) | {
        "form": form,
        "sheet": sheet,
        "title": _("Fill %(role)s") % {"role": position.role.name},
        "choices": holder_choices(form["holder"].value(), staffing),
        "crumbs": position_crumbs(position.team, position),
    }


def appoint_context(form, asked, staffing):
    """The page on which somebody takes a position that exists."""
    position = form.instance.position
    form.is_valid()
    chosen = getattr(form, "cleaned_data", {}).get("member")
    candidate = Candidate(
        code=position.code,
        role=position.role,
        fte=position.fte,
        state=position.state,
        funding=position.funding,
        recruit_by=position.recruit_by,
        holder=chosen,
        senior=position.senior,
    )
    asked = list(asked)
    answers = position.prerequisite_answers.all()
    return _steps(position, candidate, staffing) | {
        "form": form,
        "choices": holder_choices(form["member"].value(), staffing, nobody=False),
        "asked": asked,
        "candidates": candidate_rows(staffing.members, asked, answers),
        "position_facts": _position_facts(position),
    }


def _steps(position, candidate, staffing):
    team = position.team
    return {
        "team": team,
        "can_edit": True,
        "position": position,
        "role": position.role,
        "role_facts": role_facts(position.role, team),
        "check": check_position(candidate, staffing, team),
        "checked": candidate.holder.name if candidate.holder else position.role.name,
        "parts": _parts(position, candidate.holder),
    }


def _parts(position, holder):
    """The steps, as far as they have come; the last has a page of its own."""
    titles = [
        (_("The role"), "#role-step"),
        (_("The candidate"), "#candidate-step"),
        (_("The assignment"), "#assignment-step"),
        (_("Terms of reference"), _reference_url(position)),
    ]
    now = 3 if holder else 2
    return [
        {"number": n, "title": title, "url": url, "state": _state(n, now)}
        for n, (title, url) in enumerate(titles, start=1)
    ]


def _state(number, now):
    if number == now:
        return "now"
    return "done" if number < now else "later"


def _reference_url(position):
    if position.pk is None:
        return ""
    return reverse("roles:reference_detail", args=[position.team.slug, position.pk])


def _position_facts(position):
    """What is decided of the position already; it is changed on its own page."""
    payer = [str(position.get_funding_display()), position.payer]
    return [
        {"label": _("Share of full time"), "value": number(position.fte, 2)},
        {"label": _("Who pays"), "value": ", ".join(part for part in payer if part)},
    ]
