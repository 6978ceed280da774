"""The risks of a team, each a sentence with its rows. Composed here, because the plan's end counts.

Takes what was read once (Staffing) and makes no queries.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.readiness import tracker_readiness
from assessments.results import member_levels
from coreteam.pairing import pairs
from roles import formats
from roles.formation import FILLED, PERSON, key_figures, months_later
from roles.formation_words import REQUIREMENT_NAMES, WARNING_WORDS, guide_links, sentence
from roles.risks import CONTRACT, Tenure, cliff, endings, full_time_need, if_payer_stops

OUTSIDE = "*"
HORIZON_MONTHS = 12
SECURITY_MANAGER = "security-manager"
NOBODY_IN_COUNTRY = "nobody_in_country"


@dataclass(frozen=True)
class Row:
    """A line under a risk: what it is about, and the way there."""

    text: str
    url: str


@dataclass(frozen=True)
class Risk:
    kind: str
    sentence: str
    reason: str
    rows: list
    links: list = field(default_factory=list)


def risk_page(team, staffing, plan, payer, *, can_edit, sheets=()):
    """The context of the page: risks, what ends within 12 months, and the question of a payer.

    `sheets` are the current ones, where the reader may see each of them.
    """
    today = timezone.localdate()
    facts = _Facts(team, staffing, today, can_edit, sheets)
    ends = cliff(facts.tenures, staffing.people, today)
    return {
        "risks": [risk for risk in facts.risks(plan) if risk.rows],
        "has_positions": bool(staffing.positions),
        "ends": [facts.ending(one) for one in ends],
        "axis": _axis(ends, today),
        "payers": facts.payers(payer),
        "fall": facts.fall(payer) if payer else None,
    }


class _Facts:
    def __init__(self, team, staffing, today, can_edit, sheets):
        self.team, self.staffing, self.today, self.can_edit = team, staffing, today, can_edit
        self.sheets = sheets
        self.by_code = {position.code: position for position in staffing.positions}
        self.names = {member.code: member for member in staffing.members}
        self.figures = key_figures(staffing.seats, staffing.people, staffing.roles, today)
        self.tenures = [
            Tenure(position.code, position.holder.code, position.assignment.ends_on)
            for position in staffing.positions
            if position.assignment
        ]

    def risks(self, plan):
        yield self._vacancies()
        yield self._dependence()
        yield self._concentration()
        yield self._tracker()
        yield self._time()
        yield from self._ends(plan)
        yield from self._warnings()
        yield self._pairs()

    def _rows(self, codes):
        return [self._row(self.by_code[code]) for code in codes if code in self.by_code]

    def _row(self, position):
        holder = position.holder.name if position.state == FILLED else position.get_state_display()
        text = _("%(role)s: %(member)s") % {"role": position.role.name, "member": holder}
        return Row(text, self._position_url(position))

    def _position_url(self, position):
        """The position for the lead, who alone may open it; the member or the board for others."""
        if self.can_edit:
            return position.get_absolute_url()
        if position.state == FILLED:
            return self._member_url(position.holder)
        return reverse("roles:structure", kwargs={"slug": self.team.slug})

    def _core(self):
        return [p for p in self.staffing.positions if p.role.role_class == "core"]

    def _vacancies(self):
        open_positions = [p for p in self._core() if p.state != FILLED]
        words = ngettext(
            "%(count)d of %(all)d core positions is not filled (%(share)s).",
            "%(count)d of %(all)d core positions are not filled (%(share)s).",
            len(open_positions),
        ) % {
            "count": len(open_positions),
            "all": self.figures.core_positions,
            "share": formats.percent(self.figures.vacancy_percent),
        }
        reason = _("Each core role needs a person, or a plan for one with a date.")
        rows = [self._row(p) for p in open_positions]
        return Risk("warning", words, reason, rows, guide_links("core-team-01; core-team-03"))

    def _dependence(self):
        paid = [p for p in self._core() if p.funding == p.Funding.EXTERNAL]
        words = ngettext(
            "%(count)d of %(all)d core positions is paid from outside (%(share)s).",
            "%(count)d of %(all)d core positions are paid from outside (%(share)s).",
            len(paid),
        ) % {
            "count": len(paid),
            "all": self.figures.core_positions,
            "share": formats.percent(self.figures.dependence_percent),
        }
        reason = _(
            "Partners may pay, but the team must not depend on them: a project's end must not "
            "dissolve the team."
        )
        rows = [self._row(p) for p in paid]
        return Risk("warning", words, reason, rows, guide_links("core-team-02"))

    def _concentration(self):
        """Few people in many core roles; organisations stand beside them."""
        filled = [p for p in self._core() if p.state == FILLED and p.holder.kind == PERSON]
        people, roles = {p.holder.pk for p in filled}, {p.role_id for p in filled}
        words = ngettext(
            "%(people)d person holds %(roles)d core roles.",
            "%(people)d people hold %(roles)d core roles.",
            len(people),
        ) % {"people": len(people), "roles": len(roles)}
        reason = _("What one person carries alone is lost for a while when that person is away.")
        rows = [self._row(p) for p in filled] if len(people) < len(roles) else []
        links = guide_links("is-my-project-ready-for-tracker")
        return Risk("warning", words, reason, rows, links)

    def _tracker(self):
        """Not ready for a tracker: skills at 0, or nobody who answers for security."""
        has_manager = any(
            p.role.slug == SECURITY_MANAGER and p.state == FILLED for p in self.staffing.positions
        )
        readiness = tracker_readiness(member_levels(self.sheets), has_manager)
        names = {
            answer.skill.code: answer.skill.name
            for sheet in self.sheets
            for answer in sheet.answers
        }
        results = reverse("assessments:results", kwargs={"slug": self.team.slug})
        board = reverse("roles:structure", kwargs={"slug": self.team.slug})
        rows = [
            Row(_("%(skill)s (%(code)s): level 0") % {"skill": names[code], "code": code}, results)
            for code in readiness.skills_at_zero
        ]
        if readiness.lacks_security_manager:
            rows.append(Row(_("Nobody is the security manager"), board))
        reason = _(
            "A tracker keeps data about persons, patients or children: somebody must be able to "
            "build it, and somebody must answer for its security, before the first record."
        )
        links = guide_links("is-my-project-ready-for-tracker")
        return Risk("warning", _("Not ready for a tracker."), reason, rows, links)

    def _pairs(self):
        """Members of one role who can show each other what the other lacks."""
        levels, names, members = defaultdict(dict), {}, {}
        for sheet in self.sheets:
            members[sheet.member.code] = sheet.member
            names |= {answer.skill.code: answer.skill.name for answer in sheet.answers}
            levels[sheet.section.slug][sheet.member.code] = {
                answer.skill.code: answer.level
                for answer in sheet.answers
                if answer.level is not None
            }
        rows = [
            Row(_pair_words(pair, members, names), self._member_url(members[pair.first]))
            for pair in pairs(levels)
        ]
        reason = _(
            "Each stands two levels above the other in some skills of the role they share. An hour "
            "together now and then costs nothing."
        )
        return Risk("info", _("People can learn from each other."), reason, rows)

    def _time(self):
        need = full_time_need(self.staffing.seats, self.team.resource_constrained)
        words = _(
            "Lead, implementers and trainer have %(given)s of the %(advised)s full-time "
            "equivalents that the guide advises."
        ) % {"given": formats.number(need.given, 2), "advised": formats.number(need.advised, 2)}
        reason = _("The guide advises full-time posts and admits that practice differs.")
        rows = [row for part in need.short for row in self._short_rows(part)]
        return Risk("warning", words, reason, rows, guide_links("core-team-01"))

    def _short_rows(self, part):
        """The positions of a part that has too little time, or that it has none."""
        positions = [p for p in self._core() if p.role.slug in part.roles]
        if positions:
            return [self._row(position) for position in positions]
        board = reverse("roles:structure", kwargs={"slug": self.team.slug})
        names = [REQUIREMENT_NAMES[key] for key in part.keys]
        return [Row(formats.labelled(name, _("No position yet")), board) for name in names]

    def _ends(self, plan):
        """Contracts that end before the plan does."""
        if plan is None:
            return
        last = self.today.replace(year=plan.end_year, month=12, day=31)
        before = last - timedelta(days=1)
        found = endings(self.tenures, self.staffing.people, self.today, before)
        words = ngettext(
            "%(count)d contract or assignment ends before the plan does, on %(day)s.",
            "%(count)d contracts or assignments end before the plan does, on %(day)s.",
            len(found),
        ) % {"count": len(found), "day": formats.longdate(last)}
        reason = _("Activities for somebody who has left teach nobody. Plan the renewal in time.")
        rows = [self._ending_row(one) for one in found]
        yield Risk("warning", words, reason, rows, guide_links("core-team-02"))

    def _ending_row(self, one):
        member = self.names[one.member]
        text = _("%(member)s, %(day)s") % {"member": member, "day": formats.longdate(one.day)}
        return Row(text, self._member_url(member))

    def _member_url(self, member):
        return reverse("roles:member_detail", kwargs={"slug": self.team.slug, "pk": member.pk})

    def _warnings(self):
        """What the structure page says one by one, once for each kind."""
        shown_above = {"core_vacant", "core_planned", "core_not_full_time"}
        by_code = {}
        for found in self.staffing.warnings(self.team):
            if found.code not in shown_above:
                by_code.setdefault(found.code, []).append(found)
        for code, alike in by_code.items():
            if code == NOBODY_IN_COUNTRY:  # its sentence names nobody: the holders are its rows
                rows = self._rows(alike[0].seats)
            else:
                rows = [Row(sentence(one), self._url_of(one)) for one in alike]
            words = WARNING_WORDS[code]
            holders = [self.by_code[s].holder for one in alike for s in one.seats]
            yield Risk(
                "warning", _short(code, holders), words.reason, rows, guide_links(words.source)
            )

    def _url_of(self, found):
        if found.seats and found.seats[0] in self.by_code:
            return self._position_url(self.by_code[found.seats[0]])
        return reverse("roles:structure", kwargs={"slug": self.team.slug})

    def ending(self, one):
        """A line of the table of what ends."""
        member = self.names[one.member]
        kind = _("Contract") if one.kind == CONTRACT else _("Assignment")
        positions = ", ".join(self.by_code[code].role.name for code in one.seats)
        return {
            "day": one.day,
            "member": member.name,
            "url": self._member_url(member),
            "what": formats.labelled(kind, positions),
        }

    def payers(self, chosen):
        """The choices of the question, each a payer that is named, and all money from outside."""
        named = sorted({p.payer for p in self.staffing.positions if p.payer})
        choices = [(name, name) for name in named]
        if any(p.funding == p.Funding.EXTERNAL for p in self.staffing.positions):
            choices.append((OUTSIDE, _("All money from outside")))
        return [
            {"value": value, "title": title, "checked": value == chosen} for value, title in choices
        ]

    def fall(self, payer):
        """What happens if the chosen payer stops, in a sentence and rows."""
        payers = {
            p.code: OUTSIDE if payer == OUTSIDE and p.funding == p.Funding.EXTERNAL else p.payer
            for p in self.staffing.positions
        }
        fall = if_payer_stops(
            payer,
            payers,
            self.staffing.seats,
            self.staffing.roles,
            self.team.resource_constrained,
        )
        words = ngettext(
            "%(count)d position falls, %(core)d of them core.",
            "%(count)d positions fall, %(core)d of them core.",
            len(fall.seats),
        ) % {"count": len(fall.seats), "core": len(fall.core)}
        return {
            "sentence": words,
            "rows": self._rows(fall.seats),
            "parts": [str(REQUIREMENT_NAMES[part]) for part in fall.parts],
        }


def _pair_words(pair, members, names):
    return _(
        "%(first)s and %(second)s can learn from each other: %(first)s shows %(first_skills)s; "
        "%(second)s shows %(second_skills)s."
    ) % {
        "first": members[pair.first].name,
        "second": members[pair.second].name,
        "first_skills": _listed(pair.first_shows, names),
        "second_skills": _listed(pair.second_shows, names),
    }


def _listed(codes, names):
    return ", ".join(_("“%(skill)s”") % {"skill": names[code]} for code in codes)


def _short(code, holders):
    """The kind of warning in a few words, as a heading of its rows."""
    if code == "one_server_administrator" and any(h and h.kind != PERSON for h in holders):
        return _("One organisation alone runs the servers.")
    return {
        "out_of_order": _("The recommended order is not kept."),
        "lead_abroad": _("The operational lead is outside the country."),
        NOBODY_IN_COUNTRY: _("Nobody in a core position works in the country."),
        "single_holder": _("A core role has one holder only."),
        "single_contract": _("A core role depends on one contract."),
        "one_server_administrator": _("One person alone runs the servers."),
        "security_manager_not_senior": _("The security manager is not senior."),
        "contributing_full_time": _("A contributing role is full time."),
        "contributing_from_outside": _("A contributing role is held from outside."),
        "fte_over_one": _("Somebody has more than full time."),
    }.get(code, _("This differs from what the guide advises."))


def _axis(ends, today):
    """Points on a line of twelve months, in percent of its length, and where the months begin."""
    last = months_later(today, HORIZON_MONTHS)
    length = (last - today).days
    months = [months_later(today.replace(day=1), number) for number in range(1, HORIZON_MONTHS + 1)]
    return {
        "first": today,
        "last": last,
        "points": [f"{100 * (one.day - today).days / length:.2f}" for one in ends],
        "months": [
            {"x": f"{100 * (month - today).days / length:.2f}", "day": month} for month in months
        ],
    }
