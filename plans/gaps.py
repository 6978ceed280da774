"""The gaps of a team: current sheets, read into plans/priorities.py and joined with the plan."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Prefetch

from assessments.models import Assessment
from assessments.results import CurrentSheet, current_sheets
from plans.models import Activity, ActivityGap, Need
from plans.priorities import Gap, Sheet, Targets, gaps
from roles.models import CatalogueVersion, Skill
from roles.targets import member_targets, read_targets


@dataclass(frozen=True)
class TeamGap:
    """One member's gap in one skill, and the activities of the plan that answer it.

    `need`: what the lead said of it; None while it is the ordinary need.
    """

    sheet: CurrentSheet
    skill: Skill
    gap: Gap
    activities: list[Activity] = field(default_factory=list)
    need: Need | None = None

    @property
    def key(self) -> tuple[int, int]:
        """Member and skill: what an activity of the plan answers, whatever the round."""
        return self.sheet.member.pk, self.skill.pk


@dataclass(frozen=True)
class VisibleSheets:
    """The current sheets that a reader may see; `whole_team`: there are no others."""

    sheets: list[CurrentSheet]
    whole_team: bool


def team_gaps(team, sheets=None, needs=None) -> list[TeamGap]:
    """Every gap of the team, the most urgent first. Whoever shows it asks `visible_gaps`.

    `sheets` are the team's current ones, where the caller has them already; `needs` its needs by
    member and skill, empty where only the number of gaps matters.
    """
    sheets = current_sheets(team, compared=False) if sheets is None else sheets
    return gaps_of(VisibleSheets(sheets, True), needs)


def gaps_of(seen: VisibleSheets, needs=None) -> list[TeamGap]:
    """The gaps of these sheets, worked out from them alone.

    Targets and the factor for colleagues depend on the levels of everybody; a reader who does
    not see everybody's gets the ordinary target and factor 1 instead, which tell nothing.
    """
    sheets = seen.sheets
    if not sheets:
        return []
    skills = _skills(sheets)
    if needs is None:
        needs = Need.objects.of_team(sheets[0].member.team_id).by_key()
    codes = {skill.pk: code for code, skill in skills.items()}
    found = gaps(
        [_sheet(sheet) for sheet in sheets],
        critical={code for code, skill in skills.items() if skill.critical},
        order=list(skills),
        targets=_targets(sheets[0].round.team_id),
        needs={
            (str(member), codes[skill]): one.need
            for (member, skill), one in needs.items()
            if skill in codes
        },
        whole_team=seen.whole_team,
    )
    by_key = {(str(sheet.member.pk), sheet.section.slug): sheet for sheet in sheets}
    return [
        TeamGap(sheet, skill, gap, need=needs.get((sheet.member.pk, skill.pk)))
        for gap in found
        for sheet, skill in [(by_key[gap.member, gap.section], skills[gap.skill])]
    ]


def visible_gaps(team, user) -> list[TeamGap]:
    """The gaps of those members whose named levels the user may see."""
    return gaps_of(visible_sheets(team, user))


def visible_sheets(team, user) -> VisibleSheets:
    """Of the team's current sheets those whose named levels the user may see."""
    current = current_sheets(team, Assessment.objects.seen_by(user), compared=False)
    sheets = [sheet for sheet in current if sheet.assessment.is_seen]
    return VisibleSheets(sheets, whole_team=len(sheets) == len(current))


def find_gap(team, user, assessment_pk, code) -> TeamGap | None:
    """The gap that the user picked from the list, as it stands now; None when there is none."""
    for found in visible_gaps(team, user):
        if str(found.sheet.assessment.pk) == str(assessment_pk) and found.skill.code == code:
            return found
    return None


def planned_activities(team):
    """The activities that can answer a gap, with what `with_activities` reads."""
    return (
        Activity.objects.filter(plan__team=team)
        .exclude(status=Activity.Status.CANCELLED)
        .prefetch_related(
            "participants",
            "skills",
            Prefetch("gaps", ActivityGap.objects.select_related("assessment")),
        )
    )


def with_activities(found: Iterable[TeamGap], activities: Iterable[Activity]) -> list[TeamGap]:
    """The same gaps with the activities that answer them.

    An activity answers a gap when it was planned from it, or when the member takes part and it
    builds the skill. The activities are those of `planned_activities`.
    """
    answers = defaultdict(list)
    for activity in activities:
        for key in _answered(activity):
            answers[key].append(activity)
    return [replace(one, activities=answers[one.key]) for one in found]


def answered_keys(plan) -> set[tuple[int, int]]:
    """Member and skill of every gap that an activity of the plan answers. One query."""
    together = plan.activities.order_by().values_list("participants", "skills")
    linked = ActivityGap.objects.filter(activity__plan=plan)
    return set(together.union(linked.values_list("assessment__member", "skill")))


def _answered(activity: Activity) -> set[tuple[int, int]]:
    people, skills = activity.participants.all(), activity.skills.all()
    together = {(member.pk, skill.pk) for member in people for skill in skills}
    return together | {(gap.assessment.member_id, gap.skill_id) for gap in activity.gaps.all()}


def _targets(team) -> Targets:
    """The settings, and what the team decided instead."""
    decided = read_targets(team)
    return Targets(
        CatalogueVersion.objects.latest().thresholds,
        overrides=decided.by_role,
        people=member_targets(team, decided),
    )


def _skills(sheets: Iterable[CurrentSheet]) -> dict[str, Skill]:
    """By code, in the order of the catalogue."""
    ordered = sorted(sheets, key=lambda sheet: (sheet.section.order, sheet.section.pk))
    return {answer.skill.code: answer.skill for sheet in ordered for answer in sheet.answers}


def _sheet(sheet: CurrentSheet) -> Sheet:
    return Sheet(member=str(sheet.member.pk), section=sheet.section.slug, levels=sheet.levels)
