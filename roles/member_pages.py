"""What the pages of members say. No queries of its own."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roles.formats import longdate, number
from roles.models import Member


@dataclass(frozen=True)
class MemberRow:
    """A member as one line of the list, with the open positions and their sum."""

    member: Member
    positions: str
    fte: str


def member_rows(staffing):
    held = defaultdict(list)
    for position in staffing.positions:
        if position.holder:
            held[position.holder.pk].append(position)
    return [
        MemberRow(
            member,
            positions=", ".join(position.role.name for position in held[member.pk]),
            fte=number(sum(p.fte for p in held[member.pk]), 2) if held[member.pk] else "",
        )
        for member in staffing.members
    ]


def member_facts(member, *, shows_account):
    """The facts beside a member that are known; the lead and the member see the address too."""
    place = _("In the country") if member.in_country else _("Outside the country")
    end = longdate(member.contract_end) if member.contract_end else _("No end")
    facts = [
        (_("Person or organisation"), member.get_kind_display()),
        (_("Employer"), member.employer),
        (_("Kind of employer"), member.get_employer_type_display()),
        (_("Engagement"), member.get_engagement_display()),
        (_("End of the contract"), end),
        (_("Works"), place),
    ]
    if shows_account:
        facts.append((_("E-mail address"), member.email))
        facts.append((_("Account"), member.user.email if member.user else _("None")))
    return [{"label": label, "value": value} for label, value in facts if value]
