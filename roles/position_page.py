"""What stands in and beside the form of a position."""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _

from roles.formats import longdate, number
from roles.models import Member
from roles.new_member import NEW_MEMBER
from roles.position_check import Candidate, check_position

CHECKED_FIELDS = ("fte", "funding", "recruit_by", "senior")


def filled_in(form, position, roles):
    """The Candidate that was typed, as far as it makes sense, to check it before it is saved."""
    form.is_valid()
    cleaned = getattr(form, "cleaned_data", {})
    known = {role.pk: role for role in roles}
    role = cleaned.get("role")
    values = {
        name: cleaned[name] if cleaned.get(name) is not None else getattr(position, name)
        for name in CHECKED_FIELDS
    }
    return Candidate(
        code=position.code,
        role=known.get(role.pk, role) if role else position.role,
        state=cleaned.get("vacancy") or position.state,
        holder=position.holder if position.pk else form.somebody,
        **values,
    )


def position_context(team, form, position, candidate, staffing):
    """All that the page shows: the form, and what is known of the role and of this candidate."""
    return {
        "team": team,
        "can_edit": True,
        "form": form,
        "position": position,
        "role": candidate.role,
        "role_facts": role_facts(candidate.role, team),
        "check": check_position(candidate, staffing, team),
        "crumbs": position_crumbs(team, position),
        "title": _("Change %(role)s") % {"role": position.role.name},
    }


def holder_choices(chosen, staffing, *, nobody=True):
    """The members, somebody new, and, where that is a choice, nobody; as choice cards."""
    chosen = str(chosen or "")
    new = {
        "value": NEW_MEMBER,
        "title": _("Somebody who is not in the team yet"),
        "text": _("Add a person or an organisation"),
    }
    empty = {
        "value": "",
        "title": _("Nobody yet"),
        "text": _("The position is vacant, under recruitment, or only planned"),
    }
    rest = [new, empty] if nobody else [new]
    rest = [row | {"checked": chosen == row["value"], "end": None} for row in rest]
    return member_choices(chosen, staffing) + rest


def member_choices(chosen, staffing):
    """The members as choice cards: what each holds already, and how much of full time that is."""
    held = defaultdict(list)
    for row in staffing.positions:
        if row.holder:
            held[row.holder.pk].append(row)
    return [_choice(member, held[member.pk], chosen) for member in staffing.members]


def _choice(member, positions, chosen):
    facts = []
    if member.kind == Member.Kind.ORGANISATION:
        facts.append(_("Organisation"))
    facts.append(engagement(member))
    if not member.in_country:
        facts.append(_("outside the country"))
    facts += [f"{p.role.name} {number(p.fte, 2)}" for p in positions]
    total = sum(position.fte for position in positions)
    return {
        "value": str(member.pk),
        "title": member.name,
        "text": ", ".join(facts),
        "end": _("%(fte)s already") % {"fte": number(total, 2)} if total else None,
        "too_much": total >= 1,
        "checked": chosen == str(member.pk),
    }


def engagement(member):
    """How a member is tied to the team, and until when."""
    words = {"engagement": member.get_engagement_display(), "date": longdate(member.contract_end)}
    if member.contract_end is None:
        return words["engagement"]
    return _("%(engagement)s until %(date)s") % words


def position_crumbs(team, position):
    here = position.role.name if position.pk is None else str(position)
    return [(_("Team structure"), reverse("roles:structure", args=[team.slug])), (here, "")]


def role_facts(role, team):
    """What to know of a role while filling it, in the team's words."""
    facts = [
        (_("What this role does"), role.purpose),
        (_("Background"), role.background),
        (_("Dedication"), role.dedication),
        (_("May be employed by"), role.employers),
        (_("Accepted from outside at first"), role.external_support),
    ]
    return [{"label": label, "value": team.in_own_words(text)} for label, text in facts if text]
