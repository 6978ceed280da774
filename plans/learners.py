"""The rows behind plans/candidates.py: gaps, levels, courses, and who has done which."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Value

from assessments.results import member_levels
from plans.candidates import Course, Lack, Learners
from plans.gaps import TeamGap, gaps_of, planned_activities, visible_sheets, with_activities
from plans.models import Activity
from roles.models import LearningResource


@dataclass(frozen=True)
class TeamLearning:
    """Everything that proposals are made of; people and skills by their keys as text and code."""

    gaps: list[TeamGap]
    activities: list[Activity]
    resources: dict[str, LearningResource]
    courses: dict[str, Course]
    learners: Learners
    members: dict[str, object]

    def lacks(self, gaps) -> list[Lack]:
        return [
            Lack(
                person=str(one.sheet.member.pk),
                section=one.sheet.section.slug,
                skill=one.skill.code,
                level=one.gap.level,
                target=one.gap.target,
                weight=one.gap.critical_factor * one.gap.colleague_factor * one.gap.need,
            )
            for one in gaps
        ]


def read_courses() -> tuple[dict[str, LearningResource], dict[str, Course]]:
    """The academies and courses of the catalogue by code, in its order: the rows, and what
    calculations take. Two queries."""
    found = LearningResource.objects.current().filter(kind=LearningResource.Kind.ACADEMY)
    resources = {resource.code: resource for resource in found}
    skills, asks = (
        field.through.objects.order_by().values_list(Value(what), "pk", from_code, to_code)
        for what, field, from_code, to_code in (
            ("skill", LearningResource.skills, "learningresource__code", "skill__code"),
            (
                "asks",
                LearningResource.prerequisites,
                "from_learningresource__code",
                "to_learningresource__code",
            ),
        )
    )
    linked = defaultdict(list)
    for what, _pk, code, other in sorted(skills.union(asks, all=True)):
        linked[what, code].append(other)
    return resources, {
        code: Course(code, frozenset(linked["skill", code]), tuple(linked["asks", code]))
        for code in resources
    }


def team_learning(team, user) -> TeamLearning:
    """As far as the user may see named levels; a fixed number of queries."""
    seen = visible_sheets(team, user)
    planned = planned_activities(team).select_related("resource", "assistance")
    activities = list(planned.prefetch_related("assistance__days_by_year"))
    gaps = with_activities(gaps_of(seen), activities)
    members, marks = read_members(team)
    done, planned = courses_taken(marks, activities)
    levels = {str(member.pk): own for member, own in member_levels(seen.sheets).items()}
    resources, courses = read_courses()
    # A course that is made for one sector is not offered to others.
    fitting = {
        code: one for code, one in courses.items() if resources[code].sector in ("", team.sector)
    }
    learners = Learners(levels, done, planned)
    return TeamLearning(gaps, activities, resources, fitting, learners, members)


def read_members(team):
    """The members by the text of their key, and of each the codes of the courses that somebody
    marked as done. One query."""
    members, marks = {}, defaultdict(set)
    for member in team.members.annotate(marked=F("completed_learning__resource__code")):
        members.setdefault(str(member.pk), member)
        if member.marked:
            marks[str(member.pk)].add(member.marked)
    return members, marks


def courses_taken(marks, activities):
    """By member the codes of courses that are done, and of those that stand in the plan.

    `marks` are those of `read_members`.
    """
    done, planned = defaultdict(set, marks), defaultdict(set)
    for activity in activities:
        if activity.resource:
            taken = done if activity.status == Activity.Status.DONE else planned
            for member in activity.participants.all():
                taken[str(member.pk)].add(activity.resource.code)
    return done, planned
