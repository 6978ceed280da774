"""What the overview of a team shows: facts of every app, read once and put into words.

A page that needs several apps is composed here, above them. `read_overview` makes a fixed number
of queries; everything after it only arranges.
"""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.coverage import coverage
from assessments.results import (
    critical_core_skills,
    every_skill,
    member_levels,
    unassessed,
)
from assessments.totals import current_and_counted
from coreteam.journey import (
    ClosedRound,
    OpenRound,
    PlanFacts,
    Status,
    Step,
    TeamState,
    next_step,
    stages,
)
from coreteam.journey_words import hint, next_words, title
from plans.budget import BudgetTotals, currency_decimals, totals
from plans.gaps import answered_keys, team_gaps
from plans.ledger import budget_line, cost_lines
from plans.models import Funding, Plan, PlanVersion
from plans.models.activities import OPEN
from roles import formats
from roles.formation import CORE, KeyFigures, core_requirements, key_figures, next_to_fill
from roles.models import TeamAccess
from roles.staffing import Staffing, read_staffing

STAGE_URLS = {
    Step.DESCRIBE: "roles:team_edit",
    Step.CORE: "roles:structure",
    Step.FURTHER: "roles:structure",
    Step.ASSESS: "assessments:round_list",
    Step.PRIORITIES: "plans:priorities",
    Step.PLAN: "plans:detail",
    Step.REVIEW: "share",
}
NEXT_URLS = {
    "complete_description": "roles:team_edit",
    "add_core": "roles:structure",
    "appoint_core": "roles:structure",
    "appoint_anybody": "roles:structure",
    "add_further": "roles:structure",
    "settle_further": "roles:structure",
    "open_round": "assessments:round_create",
    "agree_priorities": "plans:priorities",
    "confirm_no_gaps": "plans:priorities",
    "answer_questions": "plans:questions",
    "review_plan": "share",
}
TELLS_OF_GAPS = {"agree_priorities", "confirm_no_gaps", "add_activities"}
ROUND_STEPS = {"choose_sheets", "collect_sheets", "close_round"}
ENDED_BY_THE_LEAD = {Step.FURTHER, Step.PRIORITIES, Step.REVIEW}


@dataclass(frozen=True)
class Overview:
    """The facts of a team.

    `coverage` is None where the reader may not know the totals of the assessment, and before
    anybody was assessed. Without `knows_gaps` the gaps in `state` are 0, which then says nothing:
    who takes part in what, and the targets, are public, so that their number, when it changes by
    one, tells somebody's level (docs/decisions/0015-totals-that-tell-of-nobody.md).
    """

    team: object
    level: str | None
    staffing: Staffing
    figures: KeyFigures
    state: TeamState
    knows_gaps: bool
    open_round: object | None
    own_round: object | None
    own_result: object | None
    coverage: dict | None
    unasked: int
    plan: Plan | None
    totals: BudgetTotals | None
    lines: tuple = ()  # the plan's cost lines with fundings and case
    activities: tuple = ()  # those of the plan, as plan_checks takes them

    @property
    def is_lead(self):
        return self.level == TeamAccess.Level.LEAD


def read_overview(team, user):
    """Reads everything the overview needs; what the user may not know is left out."""
    level = team.level_of(user)
    staffing = read_staffing(team)
    rounds = list(team.rounds.for_list().with_own_sheet(user))
    open_round = next((one for one in rounds if one.is_open), None)
    skills = every_skill(team) if any(not one.is_open for one in rounds) else []
    sheets, counted = current_and_counted(team, user, skills)
    knows_gaps = all(sheet.assessment.is_seen for sheet in sheets)
    gaps = team_gaps(team, sheets, needs={}) if knows_gaps else []
    plan = _plan(team)
    lines = tuple(cost_lines(plan).select_related("activity__case")) if plan else ()
    activities = tuple(plan.activities.for_checks()) if plan else ()
    figures = key_figures(staffing.seats, staffing.people, staffing.roles, timezone.localdate())
    covered, unasked = _coverage(team, counted, skills) if counted else (None, 0)
    return Overview(
        team=team,
        level=level,
        staffing=staffing,
        figures=figures,
        open_round=open_round,
        own_round=next((one for one in rounds if one.own_sheet), None),
        own_result=next(
            (one.round for one in reversed(sheets) if one.member.user_id == user.pk), None
        ),
        plan=plan,
        totals=_totals(lines, team) if plan else None,
        lines=lines,
        activities=activities,
        coverage=covered,
        unasked=unasked,
        knows_gaps=knows_gaps,
        state=TeamState(
            requirements=tuple(core_requirements(staffing.seats, team.resource_constrained)),
            missing_fields=() if team.is_described else ("country",),
            core_positions=figures.core_positions,
            core_filled=figures.core_filled,
            holders=len(figures.holders),
            open_round=_open(open_round),
            closed_round=_closed(rounds),
            gaps=len(gaps),
            critical_gaps=sum(gap.gap.critical for gap in gaps),
            planned_gaps=_planned(gaps, plan),
            plan=_plan_facts(plan, activities, lines) if plan else PlanFacts(),
            ended=frozenset(team.ended_stages.values_list("stage", flat=True)),
            **_further(staffing),
        ),
    )


def _number_of(versions):
    return versions.filter(plan=OuterRef("pk")).values("number")


def _plan(team):
    return (
        Plan.objects.filter(team=team)
        .select_related("team")
        .annotate(
            answered=Count("answers"),
            said_no=Count("answers", filter=Q(answers__answer="no")),
            waiting=Subquery(_number_of(PlanVersion.objects.waiting())),
            approved=Subquery(_number_of(PlanVersion.objects.approved())),
        )
        .first()
    )


def _totals(lines, team):
    decimals = currency_decimals(team.currency)
    return totals((budget_line(line, decimals) for line in lines), decimals)


def _coverage(team, sheets, skills):
    """Coverage of the critical skills, and how many of them are of roles nobody was assessed in."""
    critical = critical_core_skills(team, skills)
    unasked = len(unassessed(critical, sheets))
    return coverage(member_levels(sheets), [skill.code for skill in critical]), unasked


def _further(staffing):
    core = {role.slug for role in staffing.roles if role.role_class == CORE}
    further = [seat for seat in staffing.seats if seat.role_slug not in core]
    return {
        "further_positions": len(further),
        "further_filled": sum(seat.is_filled for seat in further),
    }


def _open(the_round):
    if the_round is None:
        return None
    return OpenRound(the_round.title, the_round.sheet_count, the_round.submitted_count)


def _closed(rounds):
    closed = sorted(
        (one for one in rounds if not one.is_open), key=lambda one: (one.closed, one.pk)
    )
    if not closed:
        return None
    return ClosedRound(closed[-1].title, closed[-1].submitted_count, closed[-1].closed)


def _planned(gaps, plan):
    if plan is None or not gaps:
        return 0
    answered = answered_keys(plan)
    return sum(gap.key in answered for gap in gaps)


def _plan_facts(plan, rows, lines):
    costed = {line.activity_id for line in lines}
    unfunded = {line.activity_id for line in lines if not line.fundings.all()}
    today = timezone.localdate()
    return PlanFacts(
        activities=len(rows),
        without_dates=sum(row.start is None for row in rows),
        without_people=sum(not row.has_participants and not row.audience for row in rows),
        without_costs=sum(row.pk not in costed for row in rows),
        without_funding=len(unfunded),
        total=_totals(lines, plan.team).total,
        currency=plan.team.currency,
        answered=plan.answered,
        said_no=plan.said_no,
        late=sum(row.status in OPEN and row.end is not None and row.end < today for row in rows),
    )


def next_card(overview):
    """The one solid block: what to do next, why, and the button.

    A member whose sheet waits is told of it, then of the own results; the steps of the team are
    the lead's work.
    """
    if overview.own_round and not overview.is_lead:
        return _own_sheet_card(overview)
    if overview.own_result and not overview.level:
        return _own_result_card(overview)
    step = next_step(overview.state)
    heading, reason, button = _words_of(overview, step)
    number = step.stage or len(Step)
    label = _("Next · step %(number)d of %(all)d") % {"number": number, "all": len(Step)}
    return {
        "label": label if step.stage else _("All steps are completed"),
        "title": heading,
        "reason": reason,
        "url": _next_url(overview, step.key),
        "button": button,
        "quiet_url": reverse("help") + "#next",
        "quiet_text": _("Why this is next"),
    }


def _words_of(overview, step):
    """Heading, reason and button; the same ones with gaps and without where these are hidden."""
    words = next_words(step)
    if overview.knows_gaps or step.key not in TELLS_OF_GAPS:
        return words.heading, words.reason, words.button
    heading = _("Agree on the priorities") if step.stage == Step.PRIORITIES else words.heading
    return heading, _gaps_are_hidden(), words.button


def _gaps_are_hidden():
    return _("How many gaps there are is shown to whoever reads all levels by name.")


def _own_sheet_card(overview):
    kwargs = {"slug": overview.team.slug, "pk": overview.own_round.own_sheet}
    return {
        "label": _("Next · for you"),
        "title": _("Fill in your own assessment"),
        "reason": _(
            "%(round)s is open. It takes about a quarter of an hour; you can stop and come back. "
            "You see your levels first."
        )
        % {"round": overview.own_round.title},
        "url": reverse("assessments:sheet", kwargs=kwargs),
        "button": _("Go to your sheet"),
        "quiet_url": reverse("help") + "#privacy",
        "quiet_text": _("Who sees what"),
    }


def _own_result_card(overview):
    return {
        "label": _("Next · results for you"),
        "title": _("See your own results"),
        "reason": _(
            "%(round)s is closed. You see your levels first, with what is planned for you and who "
            "else may read them."
        )
        % {"round": overview.own_result.title},
        "url": reverse("own_results", kwargs={"slug": overview.team.slug}),
        "button": _("See your own results"),
        "quiet_url": reverse("help") + "#privacy",
        "quiet_text": _("Who sees what"),
    }


def _next_url(overview, key):
    slug = overview.team.slug
    if key in ROUND_STEPS:
        return overview.open_round.get_absolute_url()
    if key == "add_core" and overview.is_lead:
        facts = overview.staffing
        role = next_to_fill(facts.seats, facts.roles, overview.team.resource_constrained)
        return f"{reverse('roles:position_create', args=[slug])}?role={role.role_slug}"
    return reverse(NEXT_URLS.get(key, "plans:detail"), kwargs={"slug": slug})


def task_list(overview):
    """The seven stages as tasks; the lead may end 3, 5 and 7, and undo it."""
    now = next_step(overview.state).stage
    return [_task(overview, stage, now) for stage in stages(overview.state)]


def _task(overview, stage, now):
    is_blocked = stage.status == Status.CANNOT_START
    is_hidden = stage.hint == "gaps" and not overview.knows_gaps
    is_own = stage.number != Step.DESCRIBE or overview.is_lead
    return {
        "number": stage.number,
        "title": title(stage),
        "url": "" if is_blocked or not is_own else _stage_url(overview.team, stage),
        "hint": _gaps_are_hidden() if is_hidden else hint(stage),
        "status": str(stage.status),
        "is_next": stage.number == now,
        "act": _act(overview, stage) if overview.is_lead and not is_blocked else None,
    }


def _stage_url(team, stage):
    anchor = "#contributing" if stage.number == Step.FURTHER else ""
    return reverse(STAGE_URLS[Step(stage.number)], kwargs={"slug": team.slug}) + anchor


def _act(overview, stage):
    if stage.number not in ENDED_BY_THE_LEAD:
        return None
    is_done = stage.status == Status.COMPLETED
    kwargs = {"slug": overview.team.slug, "stage": stage.number}
    return {
        "url": reverse("undo_stage" if is_done else "end_stage", kwargs=kwargs),
        "label": _("Not completed after all") if is_done else _("Mark as completed"),
    }


def figure_list(overview):
    """Key figures, each a link to the rows behind it; nothing before there is a position."""
    figures = overview.figures
    if not figures.positions:
        return []
    slug = {"slug": overview.team.slug}
    structure = reverse("roles:structure", kwargs=slug)
    members = reverse("roles:member_list", kwargs=slug)
    rows = [
        (
            _("Core positions filled"),
            structure,
            _("%(filled)d of %(all)d")
            % {"filled": figures.core_filled, "all": figures.core_positions},
            "",
        ),
        (
            _("Full-time equivalent in core roles"),
            structure,
            formats.number(figures.core_fte, 2),
            "",
        ),
        (
            _("Core positions paid from outside"),
            structure,
            formats.percent(figures.dependence_percent),
            _("%(count)d of %(all)d")
            % {"count": figures.core_externally_funded, "all": figures.core_positions},
        ),
        (
            _("Contracts that end within 12 months"),
            members,
            formats.number(len(figures.contracts_ending)),
            "",
        ),
    ]
    if overview.totals and overview.totals.recurring_domestic_percent is not None:
        rows.append(
            (
                _("Recurring cost on domestic money"),
                reverse("plans:budget", kwargs=slug),
                formats.percent(overview.totals.recurring_domestic_percent),
                "",
            )
        )
    names = ("label", "url", "value", "hint")
    return [dict(zip(names, row, strict=True)) for row in rows]


def money(overview):
    """The plan's money by state, or None while there is nothing to add up."""
    sums = overview.totals
    if sums is None or not sums.total:
        return None
    slug = {"slug": overview.team.slug}
    budget = reverse("plans:budget", kwargs=slug)
    unfunded = reverse("plans:unfunded", kwargs=slug)
    currency = overview.team.currency
    parts = [
        {
            "key": key,
            "amount": formats.amount_brief(amount, currency),
            "percent": 100 * amount / sums.total,
            "url": unfunded if key == "unfunded" else budget,
        }
        for key in ("spent", "secured", "requested", "unfunded")
        if (amount := sums.by_status.get(key))
    ]
    return {
        "title": _("Money, %(start)s to %(end)s")
        % {
            "start": formats.year(overview.plan.start_year),
            "end": formats.year(overview.plan.end_year),
        },
        "parts": parts,
        "text": ", ".join(
            f"{Funding.Status(part['key']).label} {formats.percent(part['percent'])}"
            for part in parts
        ),
        "total": formats.money_brief(sums.total, currency),
        "url": budget,
    }


def facts(overview):
    """The line under the heading."""
    team = overview.team
    members, positions = len(overview.staffing.members), overview.figures.positions
    counted = [
        ngettext("%(count)d member", "%(count)d members", members) % {"count": members},
        ngettext("%(count)d position", "%(count)d positions", positions) % {"count": positions},
    ]
    return [
        str(team.sector_name),
        team.get_context_display(),
        *([_("Resource-constrained")] if team.resource_constrained else []),
        ", ".join(counted),
    ]
