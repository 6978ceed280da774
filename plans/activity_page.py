"""What the pages of one activity show: its thread from gap to funder, its costs, its skills."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment
from plans.assistance import warnings_of
from plans.budget import currency_decimals, funding_amounts, yearly
from plans.completion_page import completion_context
from plans.gaps import TeamGap, VisibleSheets, gaps_of, visible_sheets
from plans.ledger import budget_line, line_amount
from plans.maturity_page import new_work_question, warnings_before
from plans.models import Activity, CostLine, Funding
from plans.money_checks import line_warnings
from plans.overview import Amounts, dates, payments, people, years_text
from plans.priorities import HIGHEST_LEVEL
from roles import formats
from roles.models import CatalogueVersion, Member, Position, Role, Skill

MOST_URGENT = 12


@dataclass(frozen=True)
class Share:
    """Who pays how much of a line."""

    status: str
    source: str
    percent: str
    amount: str


@dataclass(frozen=True)
class LineRow:
    """A cost line with its total and its shares."""

    line: CostLine
    sum: str
    unit_cost: str
    quantity: str
    shares: list[Share]
    a_year: str = ""
    years: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def is_split(self) -> bool:
        return len(self.shares) > 1


@dataclass(frozen=True)
class AnsweredGap:
    """A gap the activity answers. `planned`: it was added from this gap, levels as of then; `now`
    is the level of a later round, where there is one."""

    skill: Skill
    member: Member
    section: Role
    level: int
    target: int
    planned: bool
    now: int | None = None


@dataclass(frozen=True)
class SkillChoice:
    """A checkbox of the skill chooser; `hint` names whose gap it closes."""

    skill: Skill
    checked: bool
    hint: str = ""


@dataclass(frozen=True)
class SkillGroup:
    """Skills of one role, or the gaps at the top; open when something in it is ticked."""

    name: str
    choices: list[SkillChoice]
    is_open: bool
    chosen: str = ""


def activity_context(activity: Activity, user) -> dict:
    """Everything the page of an activity shows. `activity` was loaded with `for_plan`."""
    team = activity.plan.team
    decimals = currency_decimals(team.currency)
    rows, total = line_rows(activity, team.currency, decimals)
    seen = visible_sheets(team, user)
    gaps = answered_gaps(activity, user, seen)
    return {
        "team": team,
        "plan": activity.plan,
        "activity": activity,
        "can_edit": activity.can_be_edited_by(user),
        "crumbs": [(activity.plan.title, activity.plan.get_absolute_url()), (activity.code, "")],
        "head": [activity.code, activity.get_kind_display(), activity.get_status_display()],
        "facts": facts(activity),
        "assistance": assistance_facts(activity),
        "assistance_warnings": warnings_of(activity),
        "gaps": gaps,
        "new_work": warnings_before(activity, seen.sheets if seen.whole_team else ()),
        "new_work_question": new_work_question(activity),
        "lines": rows,
        "total": total,
        "points": thread(activity, gaps, total, payments(activity, decimals)),
        **completion_context(activity, timezone.localdate()),
    }


def answered_gaps(activity: Activity, user, seen: VisibleSheets) -> list[AnsweredGap]:
    """The gaps the activity answers, of members whose named levels the user may see.

    First those it was planned from, as they stood then; then today's gaps of its participants in
    the skills it builds. Whoever does not see the whole team reads the ordinary target: a higher
    one would tell that no colleague stands higher.
    """
    planned = _planned_gaps(activity, user, seen)
    known = {(gap.member.pk, gap.skill.pk) for gap in planned}
    members = {member.pk for member in activity.participants.all()}
    skills = {skill.pk for skill in activity.skills.all()}
    today = [
        AnsweredGap(
            one.skill, one.sheet.member, one.sheet.section, one.gap.level, one.gap.target, False
        )
        for one in gaps_of(seen)
        if one.key[0] in members and one.key[1] in skills and one.key not in known
    ]
    return planned + today


def _planned_gaps(activity: Activity, user, seen: VisibleSheets) -> list[AnsweredGap]:
    linked = activity.gaps.filter(assessment__in=Assessment.objects.visible_to(user))
    found = linked.select_related("assessment__member", "assessment__section", "skill")
    most = HIGHEST_LEVEL if seen.whole_team else _ordinary_target()
    today = {(one.member.pk, one.section.pk): one for one in seen.sheets}
    return [
        AnsweredGap(
            skill=gap.skill,
            member=gap.assessment.member,
            section=gap.assessment.section,
            level=gap.level,
            target=min(gap.target, most),
            planned=True,
            now=_level_since(gap, today),
        )
        for gap in found.order_by("pk")
        if gap.level < most
    ]


def _level_since(gap, today) -> int | None:
    """The level of the round that counts today; None while that is the one of the gap."""
    sheet = today.get((gap.assessment.member_id, gap.assessment.section_id))
    if sheet is None or sheet.assessment.pk == gap.assessment_id:
        return None
    return sheet.levels.get(gap.skill.code)


def _ordinary_target() -> int:
    return CatalogueVersion.objects.latest().thresholds.default_target


def line_rows(activity: Activity, currency: str, decimals: int) -> tuple[list[LineRow], str]:
    """The cost lines and their total, in the currency's decimals."""
    lines = list(activity.cost_lines.all())
    sums = [line_amount(line, decimals) for line in lines]
    write = Amounts(currency, [*sums, *(line.unit_cost for line in lines)])
    rows = [
        LineRow(
            line,
            write(amount),
            write(line.unit_cost),
            quantity_text(line),
            _shares(line, decimals, write),
            _a_year(activity, line, amount, currency, decimals),
            years_text(line.own_years, currency),
            tuple(line_warnings(line)),
        )
        for line, amount in zip(lines, sums, strict=True)
    ]
    return rows, write(sum(sums, Decimal(0)))


def _a_year(activity: Activity, line: CostLine, amount: Decimal, currency, decimals) -> str:
    """What a recurring line of several years costs in one of them."""
    start, end = line.start or activity.start, line.end or activity.end
    if line.recurrence != CostLine.Recurrence.RECURRING or start is None or line.own_years:
        return ""
    found = yearly(amount, start, end, decimals)
    if not found:
        return ""
    return _("%(amount)s a year") % {"amount": Amounts(currency, [found])(found)}


def quantity_text(line: CostLine) -> str:
    """ "3", or "3 × 4" where something happens more than once."""
    numbers = [line.quantity] if line.frequency == 1 else [line.quantity, line.frequency]
    return " × ".join(formats.exact_number(number) for number in numbers)


def _shares(line: CostLine, decimals: int, write: Amounts) -> list[Share]:
    fundings = list(line.fundings.all()) or [Funding(status="unfunded", percent=Decimal(100))]
    parts = funding_amounts(budget_line(line, decimals), decimals)
    return [
        Share(
            status=funding.status,
            source=str(funding.source or _("No funder yet")),
            percent="" if funding.percent is None else formats.exact_percent(funding.percent),
            amount=write(part)
            if part.to_integral_value() == part
            else formats.number(part, decimals),
        )
        for funding, part in zip(fundings, parts, strict=True)
    ]


def facts(activity: Activity) -> list[dict]:
    """The list beside the costs; what is not known yet says so."""
    owner = activity.owner
    found = [
        (_("When"), dates(activity), ""),
        (_("For whom"), people(activity) or _("Nobody named yet"), ""),
        (_("Owner"), owner or _("Nobody yet"), owner.get_absolute_url() if owner else ""),
    ]
    return [{"label": label, "value": value, "url": url} for label, value, url in found]


def assistance_facts(activity: Activity) -> list[dict]:
    """The terms of technical assistance; empty for activities without an expert from outside."""
    if not activity.has_expert:
        return []
    terms = getattr(activity, "assistance", None)
    rows = terms.days_by_year.all() if terms else ()
    days = ", ".join(
        formats.labelled(formats.year(row.year), formats.number(row.days)) for row in rows
    )
    found = [
        (_("Paired member"), terms.paired if terms else None),
        (_("Handed over"), terms.handed_over if terms else ""),
        (_("Days of the expert"), days),
    ]
    return [{"label": label, "value": value or formats.NOTHING} for label, value in found]


def thread(activity: Activity, gaps: list[AnsweredGap], total: str, paid: list) -> list[dict]:
    """The nine points from role to next level; without a gap the first five are open."""
    first = gaps[0] if gaps else None
    funders = list(dict.fromkeys(payment.source_name for payment in paid))
    return [
        *_origin(activity, first, len(gaps)),
        {"label": _("Activity"), "value": activity.code, "here": True},
        {
            "label": _("Cost"),
            "value": f"{total} {activity.plan.team.currency}",
            "url": "#costs",
            "open": not paid,
        },
        {"label": _("Funder"), "value": ", ".join(funders) or formats.NOTHING, "open": not paid},
        _next_level(activity, first),
    ]


def _next_level(activity: Activity, gap: AnsweredGap | None) -> dict:
    """What the thread leads to; once a later round has told it, the level itself."""
    if gap is None:
        return {"label": _("Next level"), "value": formats.NOTHING, "open": True}
    if gap.now is None:
        label, hint = _("Next level"), _expected(activity)
        return {"label": label, "value": gap.target, "hint": hint, "open": True}
    hint = _("target %(level)d") % {"level": gap.target}
    return {"label": _("Level now"), "value": gap.now, "hint": hint, "open": gap.now < gap.target}


def _expected(activity: Activity) -> str:
    """When the next level can be looked at: after the last quarter of the activity."""
    if activity.end is None:
        return ""
    words = {"quarter": (activity.end.month + 2) // 3, "year": activity.end.year}
    return _("after Q%(quarter)d %(year)d") % words


def _seat(member: Member, role: Role) -> str:
    """The member's position in the role, as the ministry calls it."""
    for position in Position.objects.open().held_by(member).select_related("role"):
        if role.pk in (position.role_id, position.role.skill_set_id):
            return position.local_title or position.code
    return _("none")


def _origin(activity: Activity, gap: AnsweredGap | None, count: int) -> list[dict]:
    labels = [_("Role"), _("Position"), _("Member"), _("Level"), _("Gap")]
    slug = activity.plan.team.slug
    if gap is None:
        names = ["", "", people(activity), "", ""]
        return [
            {"label": label, "value": name or formats.NOTHING, "open": not name}
            for label, name in zip(labels, names, strict=True)
        ]
    member, role = gap.member, gap.section
    result = reverse("assessments:sheet_result", args=[slug, member.pk, role.slug])
    more = ngettext("and %(count)d more gap", "and %(count)d more gaps", count - 1)
    points = [
        (role.name, role.get_absolute_url(), ""),
        (_seat(member, role), reverse("roles:structure", args=[slug]), ""),
        (member.name, reverse("roles:member_detail", args=[slug, member.pk]), ""),
        (gap.level, result, ""),
        (
            gap.skill.code,
            f"{reverse('plans:priorities', args=[slug])}?member={member.pk}&role={role.slug}",
            more % {"count": count - 1} if count > 1 else "",
        ),
    ]
    return [
        {"label": label, "value": value, "url": url, "hint": hint}
        for label, (value, url, hint) in zip(labels, points, strict=True)
    ]


def skill_groups(form, gaps: list[TeamGap]) -> list[SkillGroup]:
    """The chooser of an activity's skills: gaps of the participants first, then role by role."""
    chosen = {str(value) for value in form["skills"].value() or ()}
    people_in = {str(value) for value in form["participants"].value() or ()}
    hints = _whose_gaps(gaps, people_in)
    by_pk = {skill.pk: skill for skill in form.fields["skills"].queryset}
    urgent = [pk for pk in hints if pk in by_pk]
    top = [by_pk[pk] for place, pk in enumerate(urgent) if place < MOST_URGENT or str(pk) in chosen]
    groups = [_group(_gap_title(people_in), top, chosen, hints, always_open=True)] if top else []
    roles = defaultdict(list)
    for skill in by_pk.values():
        if skill not in top:
            roles[skill.skill_set].append(skill)
    ordered = sorted(roles, key=lambda role: (role.order, role.pk))
    return groups + [_group(role.name, roles[role], chosen, hints) for role in ordered]


def _gap_title(people_in: set[str]) -> str:
    return _("Gaps of the participants") if people_in else _("The most urgent gaps of the team")


def _whose_gaps(gaps: list[TeamGap], people_in: set[str]) -> dict[int, str]:
    """Skill to the names of those who lack it, the most urgent first."""
    names = defaultdict(list)
    for one in gaps:
        if not people_in or str(one.sheet.member.pk) in people_in:
            names[one.skill.pk].append(
                _("%(name)s: %(level)d → %(target)d")
                % {"name": one.sheet.member.name, "level": one.gap.level, "target": one.gap.target}
            )
    return {pk: ", ".join(found) for pk, found in names.items()}


def _group(name, skills, chosen, hints, always_open=False) -> SkillGroup:
    choices = [
        SkillChoice(skill, str(skill.pk) in chosen, hints.get(skill.pk, "")) for skill in skills
    ]
    count = sum(choice.checked for choice in choices)
    text = ngettext("%(count)d chosen", "%(count)d chosen", count) % {"count": count}
    return SkillGroup(name, choices, bool(always_open or count), text if count else "")
