"""The check beside the form of a position: which advice of the guide is met, what to look at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles import formation, staffing
from roles.board import SHORT_WARNINGS, sentence
from roles.formation_words import WARNING_WORDS, guide_links
from roles.formats import number
from roles.models import Assignment, Member, Role

# Stand for rows that are not saved yet; no code of a team looks like this.
NEW_SEAT, NEW_PERSON = "(new seat)", "(new person)"
# A later save does not change these, so they are shown on the board and no reason to stop at.
ABOUT_THE_POST = {"out_of_order", "core_not_full_time", "security_manager_not_senior"}
RATHER_A_RISK = {"single_holder", "single_contract", "one_server_administrator"}


@dataclass(frozen=True)
class Candidate:
    """A position as it was typed, before it is saved: what the check reads of a Position."""

    code: str
    role: Role
    fte: Decimal
    state: str
    funding: str
    recruit_by: date | None
    holder: Member | None
    successor: Assignment | None = None
    senior: bool | None = None


@dataclass(frozen=True)
class Point:
    """One line of the check, as components/risks.html shows it."""

    kind: str
    title: str
    text: str
    reason: str = ""
    code: str = ""
    links: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Check:
    met: list[Point]
    to_look_at: list[Point]

    @property
    def summary(self):
        if not self.points:
            return _("The guide names nothing to check here.")
        open_points = ngettext(
            "%(count)d point to look at. Nothing here stops you.",
            "%(count)d points to look at. Nothing here stops you.",
            len(self.to_look_at),
        )
        if not self.met:
            return open_points % {"count": len(self.to_look_at)}
        met = ngettext("%(count)d point met", "%(count)d points met", len(self.met))
        return _("%(met)s, %(open)d to look at. Nothing here stops you.") % {
            "met": met % {"count": len(self.met)},
            "open": len(self.to_look_at),
        }

    @property
    def points(self):
        return [*self.met, *self.to_look_at]

    @property
    def differs_from_advice(self):
        return any(point.code not in RATHER_A_RISK for point in self.to_look_at)


def check_position(position, facts, team):
    """The check of a Position or Candidate in the team as `facts` (Staffing) says it is.

    A position without a holder is checked as if a person in the country took it.
    """
    seat, person = _candidate(position)
    seats = [s for s in facts.seats if s.code != seat.code] + [seat]
    people = [p for p in facts.people if p.code != person.code] + [person]
    found = replace(facts, seats=seats, people=people).warnings(team)
    warnings = [w for w in found if seat.code in w.seats]
    if position.holder is None:
        warnings = [w for w in warnings if w.code in ABOUT_THE_POST]
    codes = {warning.code for warning in warnings}
    total = sum(s.fte for s in seats if s.is_filled and s.holder == person.code)
    return Check(
        met=_met(position, codes, total),
        to_look_at=_open(warnings) + _abroad(position, codes),
    )


def _candidate(position):
    holder = position.holder or Member(name=_("Somebody"))
    person = staffing.person(holder)
    person = person if person.code else replace(person, code=NEW_PERSON)
    seat = staffing.seat(position)
    waits = seat.state == formation.PLANNED and seat.holder is None
    state = seat.state if waits else formation.FILLED
    code = seat.code or NEW_SEAT
    return replace(seat, code=code, holder=person.code, state=state), person


def _met(position, codes, total):
    role, holder = position.role, position.holder
    is_core = role.role_class == formation.CORE
    points = []
    if is_core and "out_of_order" not in codes:
        text = _("The roles that come before this one are filled, or this one comes first.")
        points.append(Point("success", _("The order is kept"), text))
    if holder and holder.in_country:
        points.append(Point("success", _("Works in the country"), holder.employer))
    if is_core and role.full_time and position.fte == 1:
        points.append(Point("success", _("Full time"), _("As the guide advises for this role.")))
    if role.slug == formation.SECURITY_MANAGER and position.senior:
        text = _("Close to the leadership, as the guide advises for this role.")
        points.append(Point("success", _("A senior post"), text))
    if holder and holder.kind == Member.Kind.PERSON and "fte_over_one" not in codes:
        text = _("All positions of %(member)s add up to %(fte)s.")
        text %= {"member": holder.name, "fte": number(total, 2)}
        points.append(Point("success", _("Not more than full time"), text))
    return points


def _open(warnings):
    """One point for each kind of warning, with all its sentences."""
    by_code = {}
    for warning in warnings:
        by_code.setdefault(warning.code, []).append(sentence(warning))
    return [
        Point(
            "warning",
            SHORT_WARNINGS[code],
            " ".join(sentences),
            WARNING_WORDS[code].reason,
            code,
            guide_links(WARNING_WORDS[code].source),
        )
        for code, sentences in by_code.items()
    ]


def _abroad(position, codes):
    """The holder is outside the country, and no warning of the team says so already."""
    holder, role = position.holder, position.role
    said = codes & {"lead_abroad", "nobody_in_country", "contributing_from_outside"}
    if holder is None or holder.in_country or said or role.location_rule == formation.ANYWHERE:
        return []
    text = _("%(member)s works outside the country.") % {"member": holder.name}
    advice = _("The guide on where this role works: %(place)s") % {"place": role.location}
    return [Point("warning", _("Outside the country"), text, advice, "abroad")]
