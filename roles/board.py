"""The team board: lanes by class and order, a card for each position, what to look at below.

Arranges what roles/staffing.py read and roles/formation.py worked out; no queries of its own.
"""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles import formation
from roles.catalogue_pages import CLASS_HINTS
from roles.formation import Cover
from roles.formation_words import NEXT_REASONS, REQUIREMENT_NAMES, WARNING_WORDS, guide_links
from roles.formats import longdate, number
from roles.models import Member, Position, Role

SHORT_WARNINGS = {
    "out_of_order": gettext_lazy("Out of the recommended order"),
    "lead_abroad": gettext_lazy("Leads from outside the country"),
    "nobody_in_country": gettext_lazy("Nobody of the core in the country"),
    "core_vacant": gettext_lazy("A core position is vacant"),
    "core_planned": gettext_lazy("A core position is only planned"),
    "core_not_full_time": gettext_lazy("Full time advised"),
    "single_holder": gettext_lazy("One person only"),
    "single_contract": gettext_lazy("One contract, one person"),
    "one_server_administrator": gettext_lazy("One administrator only"),
    "security_manager_not_senior": gettext_lazy("A senior post advised"),
    "contributing_full_time": gettext_lazy("Advised beside other duties"),
    "contributing_from_outside": gettext_lazy("Contributes from outside"),
    "fte_over_one": gettext_lazy("More than full time in all"),
}
# On a card the state says these already; the rest in the order of formation.warnings, but a
# contract that ends weighs more than the single person it belongs to.
SAID_BY_THE_STATE = {"core_vacant", "core_planned"}
WEAKER_THAN_CONTRACT = "single_holder"
NOTE_LENGTH = 90


@dataclass(frozen=True)
class Card:
    """What components/position_card.html shows."""

    kind: str
    label: str
    title: str
    share: str = ""
    url: str = ""
    text: str = ""
    facts: list[str] = field(default_factory=list)
    warning: str = ""
    button: str = ""


@dataclass(frozen=True)
class Lane:
    title: str
    number: int | None
    url: str
    cards: list[Card]


@dataclass(frozen=True)
class BoardGroup:
    key: str
    title: str
    hint: str
    lanes: list[Lane]


@dataclass(frozen=True)
class AdviceRow:
    """What differs, the team's reason if there is one, and where it is written (the lead)."""

    text: str
    note: str
    url: str


@dataclass(frozen=True)
class Advice:
    """Warnings of one kind: what differs, for whom, and why the guide advises otherwise."""

    title: str
    rows: list[AdviceRow]
    reason: str
    links: list[tuple[str, str]]


def structure_facts(staffing, today):
    """The line under the heading; nothing for a team without core positions."""
    figures = formation.key_figures(staffing.seats, staffing.people, staffing.roles, today)
    if not figures.core_positions:
        return []
    core = {"filled": figures.core_filled, "core": figures.core_positions}
    outside = {"outside": figures.core_externally_funded, "core": figures.core_positions}
    return [
        _("%(filled)d of %(core)d core positions filled") % core,
        _("%(fte)s full-time equivalents in core roles") % {"fte": number(figures.core_fte, 2)},
        _("%(outside)d of %(core)d core positions paid from outside") % outside,
    ]


def advice(warnings, positions, can_edit):
    """The warnings by kind, in the order of their weight."""
    by_code, seats = {}, {position.code: position for position in positions}
    for warning in warnings:
        own = [seats[code] for code in warning.seats if code in seats]
        by_code.setdefault(warning.code, []).append(_advice_row(warning, own, can_edit))
    return [
        Advice(
            title=SHORT_WARNINGS[code],
            rows=rows,
            reason=WARNING_WORDS[code].reason,
            links=guide_links(WARNING_WORDS[code].source),
        )
        for code, rows in by_code.items()
    ]


def _advice_row(warning, positions, can_edit):
    """The reason stands in the note of a position: of the first, where there are several."""
    notes = dict.fromkeys(position.note for position in positions if position.note)
    url = f"{positions[0].get_absolute_url()}#id_note" if can_edit and positions else ""
    return AdviceRow(sentence(warning), "; ".join(notes), url)


def sentence(warning):
    """What the warning says of this team, with numbers and dates in the reader's language."""
    shown = {"fte": lambda value: number(value, 2), "date": longdate}
    params = {
        name: shown[name](value) if name in shown else value
        for name, value in warning.params.items()
    }
    return WARNING_WORDS[warning.code].sentence % params


class Board:
    """The lanes of a team for a reader; links to change things only if the reader may."""

    def __init__(self, team, staffing, roles, can_edit):
        self.team, self.staffing, self.can_edit = team, staffing, can_edit
        self.roles = list(roles)
        constrained = team.resource_constrained
        self.warnings = staffing.warnings(team)
        self.next = formation.next_to_fill(staffing.seats, staffing.roles, constrained)
        self.requirements = formation.core_requirements(staffing.seats, constrained)

    def groups(self):
        return [self._group(role_class) for role_class in Role.Class]

    def _group(self, role_class):
        tops = [r for r in self.roles if r.role_class == role_class and r.family_id is None]
        return BoardGroup(
            key=role_class.value,
            title=role_class.label,
            hint=CLASS_HINTS[role_class],
            lanes=[self._lane(role) for role in tops],
        )

    def _lane(self, top):
        own = [r for r in self.roles if top.pk in (r.pk, r.family_id)]
        slugs = {role.slug for role in own}
        seats = [p for p in self.staffing.positions if p.role.slug in slugs]
        cards = [self._card(position) for position in seats]
        if self.next and self.next.role_slug in slugs and not self.next.seats:
            role = next(r for r in own if r.slug == self.next.role_slug)
            cards.append(self._next_card(role, self._create_url(role.slug)))
        cards += self._placeholders(top, slugs, bool(cards))
        number_of = top.recommended_order if top.role_class == Role.Class.CORE else None
        return Lane(top.name, number_of, top.get_absolute_url(), cards)

    def _card(self, position):
        if self.next and position.code in self.next.seats[:1]:
            return self._next_card(position.role, self._appoint_url(position))
        if position.state == Position.State.FILLED:
            return self._filled(position)
        by = longdate(position.recruit_by) if position.recruit_by else ""
        facts = [_("To be filled by %(date)s") % {"date": by}] if by else []
        return Card(
            kind="planned",
            label=f"{self._label(position)} · {position.get_state_display()}",
            share=number(position.fte, 2),
            title=position.holder.name if position.holder else _("Nobody yet"),
            url=self._edit_url(position),
            text=Truncator(position.note).chars(NOTE_LENGTH),
            facts=[*coming_facts(position), *facts, position.get_funding_display()],
        )

    def _filled(self, position):
        return Card(
            kind="filled",
            label=self._label(position),
            share=number(position.fte, 2),
            title=position.holder.name,
            url=self._edit_url(position) or position.holder.get_absolute_url(),
            facts=holder_facts(position),
            warning=self._card_warning(position),
        )

    def _next_card(self, role, url):
        return Card(
            kind="next",
            label=_("A later step") if self.next.reason == "later_step" else _("Next to fill"),
            title=role.name,
            text=NEXT_REASONS[self.next.reason],
            url=url if self.can_edit else "",
            button=_("Fill this position") if self.can_edit else "",
        )

    def _placeholders(self, top, slugs, has_cards):
        """What stands in a lane, or beside its cards, where the team has no position."""
        if top.role_class != Role.Class.CORE:
            optional = top.role_class == Role.Class.OPTIONAL
            title = _("Not needed yet") if optional else _("Nobody yet")
            text = top.order_text
            return [] if has_cards else [self._empty(top.slug, "", title, text)]
        held = {position.role.slug for position in self.staffing.positions}
        waiting = [
            requirement
            for requirement in self.requirements
            if requirement.state in (Cover.OPEN, Cover.LATER)
            and slugs & set(requirement.roles)
            and not held & set(requirement.roles)
            and not (self.next and self.next.role_slug in requirement.roles)
        ]
        return [self._missing(requirement) for requirement in waiting]

    def _missing(self, requirement):
        later = requirement.state == Cover.LATER
        return self._empty(
            requirement.roles[0],
            REQUIREMENT_NAMES[requirement.key],
            _("A later step")
            if later or self._has_other_side(requirement)
            else _("No position yet"),
            self._reason(requirement),
        )

    def _reason(self, requirement):
        if requirement.state == Cover.LATER:
            return _("The lead and one implementer come first.")
        if self._other_sides(requirement):
            return _("One implementer is enough at first, on the program or the technical side.")
        return ""

    def _has_other_side(self, requirement):
        """One part of the group is enough, and another one has a position or is the next."""
        roles = {role for other in self._other_sides(requirement) for role in other.roles}
        at_hand = {position.role.slug for position in self.staffing.positions}
        if self.next:
            at_hand.add(self.next.role_slug)
        return bool(roles & at_hand)

    def _other_sides(self, requirement):
        return [
            other
            for other in self.requirements
            if other.key != requirement.key and other.group and other.group == requirement.group
        ]

    def _empty(self, slug, label, title, text):
        url = self._create_url(slug) if self.can_edit else ""
        return Card(kind="planned", label=label, title=title, text=text, url=url)

    def _label(self, position):
        return position.local_title or position.role.short_name

    def _card_warning(self, position):
        codes = [
            warning.code
            for warning in self.warnings
            if position.code in warning.seats and warning.code not in SAID_BY_THE_STATE
        ]
        if "single_contract" in codes and WEAKER_THAN_CONTRACT in codes:
            codes.remove(WEAKER_THAN_CONTRACT)
        return SHORT_WARNINGS[codes[0]] if codes else ""

    def _create_url(self, slug):
        return f"{reverse('roles:position_create', args=[self.team.slug])}?role={slug}"

    def _appoint_url(self, position):
        return reverse("roles:appoint", args=[self.team.slug, position.pk])

    def _edit_url(self, position):
        if not self.can_edit:
            return ""
        return reverse("roles:position_edit", args=[self.team.slug, position.pk])


def holder_facts(position):
    """Who pays, how the holder is tied to the team, and where the holder is."""
    holder = position.holder
    ends = [day for day in (holder.contract_end, position.assignment.ends_on) if day]
    end = {"date": longdate(min(ends, default=None))}
    facts = [position.get_funding_display(), holder.get_engagement_display()]
    if ends:
        facts.append(_("Until %(date)s") % end)
    if holder.kind == Member.Kind.ORGANISATION:
        facts.append(_("Organisation"))
    if not holder.in_country:
        facts.append(_("Outside the country"))
    if position.successor and position.successor.starts_on:
        after = {
            "member": position.successor.member.name,
            "date": longdate(position.successor.starts_on),
        }
        facts.append(_("Then %(member)s, from %(date)s") % after)
    return facts


def coming_facts(position):
    """From when the planned holder is there, where the position is not filled."""
    if position.successor and position.successor.starts_on:
        return [_("From %(date)s") % {"date": longdate(position.successor.starts_on)}]
    return [_("Planned, date not known yet")] if position.successor else []


def section_tabs(team, staffing, current, can_edit=False):
    """The pages about the structure of a team, with numbers; retention for the lead alone."""
    structure = reverse("roles:structure", args=[team.slug])
    members = _("Members (%(count)d)") % {"count": len(staffing.members)}
    positions = _("Positions (%(count)d)") % {"count": len(staffing.positions)}
    tabs = [
        ("board", _("Board"), structure),
        ("members", members, reverse("roles:member_list", args=[team.slug])),
        ("positions", positions, f"{structure}?view=list"),
        ("departures", _("Departures"), reverse("roles:departures", args=[team.slug])),
        ("references", _("Terms of reference"), reverse("roles:references", args=[team.slug])),
    ]
    tabs += [
        ("governance", _("Governance"), reverse("roles:governance", args=[team.slug])),
        ("staffing", _("Project staffing"), reverse("roles:staffing_list", args=[team.slug])),
    ]
    tabs.append(("skills", _("Skills and targets"), reverse("roles:team_skills", args=[team.slug])))
    if can_edit:
        tabs.append(("retention", _("Retention"), reverse("roles:retention", args=[team.slug])))
    return [{"title": title, "url": url, "current": key == current} for key, title, url in tabs]
