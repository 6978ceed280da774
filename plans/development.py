"""The individual development plan of a member, and the learning path from the own gaps."""

from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.models import Assessment
from plans.candidates import Met, Way, candidates
from plans.gaps import TeamGap
from plans.learners import TeamLearning
from plans.models import Activity, CompletedLearning
from plans.overview import dates
from roles.formats import listed
from roles.models import Member, TeamAccess


def members_open_to(team, user):
    """Whose development plan the user may see: one's own, of those one assesses, all as lead."""
    if not user.is_authenticated:
        return Member.objects.none()
    leads = TeamAccess.objects.filter(user=user, team=team, level=TeamAccess.Level.LEAD)
    assessed = Assessment.objects.visible_to(user).filter(round__team=team)
    return Member.objects.filter(team=team).filter(
        Q(team__in=leads.values("team")) | Q(user=user) | Q(pk__in=assessed.values("member"))
    )


@dataclass(frozen=True)
class OwnActivity:
    """An activity of the member, with the levels it leads to as far as the reader sees them."""

    activity: Activity
    dates: str
    skills: list[str]
    is_done: bool


@dataclass(frozen=True)
class PathStep:
    """A step of a learning path. `state`: done, planned or open."""

    code: str
    title: str
    state: str
    hint: str = ""
    activities: list[Activity] = field(default_factory=list)
    can_be_marked: bool = False

    @property
    def is_done(self) -> bool:
        return self.state == "done"

    @property
    def is_planned(self) -> bool:
        return self.state == "planned"


@dataclass(frozen=True)
class Development:
    """Everything that the page and the document of one member show."""

    member: Member
    activities: list[OwnActivity]
    open_gaps: list[TeamGap]
    path: list[PathStep]


def development_of(member: Member, learning: TeamLearning) -> Development:
    """Without the activities that were cancelled."""
    activities = sorted(
        (one for one in learning.activities if member in one.participants.all()),
        key=lambda one: (one.start or date.max, one.pk),
    )
    own = [one for one in learning.gaps if one.sheet.member.pk == member.pk]
    by_skill = {one.skill.pk: one for one in own}
    answered = {skill.pk for activity in activities for skill in activity.skills.all()}
    return Development(
        member=member,
        activities=[_own(activity, by_skill) for activity in activities],
        open_gaps=[one for one in own if one.skill.pk not in answered and not one.activities],
        path=own_path(member, learning, own),
    )


def _own(activity: Activity, by_skill) -> OwnActivity:
    skills = []
    for skill in activity.skills.all():
        gap = by_skill.get(skill.pk)
        levels = (
            _("%(level)d → target %(target)d") % {"level": gap.gap.level, "target": gap.gap.target}
            if gap
            else ""
        )
        skills.append(" ".join(text for text in (skill.code, skill.marked_name, levels) if text))
    return OwnActivity(activity, dates(activity), skills, activity.status == Activity.Status.DONE)


def own_path(member: Member, learning: TeamLearning, gaps) -> list[PathStep]:
    """The courses for the member's gaps and what must come before them, in that order, with what
    is done ticked; then a mentor for what no course closes."""
    person = str(member.pk)
    found = candidates(learning.lacks(gaps), list(learning.courses.values()), learning.learners)
    wanted = {one.course for one in found if one.course}
    taken = set(learning.learners.done.get(person, ())) | set(
        learning.learners.planned.get(person, ())
    )
    wanted |= {code for code in taken if code in learning.resources}
    closes = {one.course: one.closes.get(person, ()) for one in found}
    steps = [
        _step(learning, person, code, closes.get(code, ()))
        for code in in_order(wanted, learning.courses)
    ]
    for one in found:
        if one.way == Way.COLLEAGUE:
            mentor = learning.members[one.mentor].name
            text = _("Mentoring by %(mentor)s: %(skills)s")
            words = text % {"mentor": mentor, "skills": ", ".join(one.skills)}
            steps.append(PathStep("", words, "open"))
    return steps


def _step(learning, person, code, skills) -> PathStep:
    resource = learning.resources[code]
    if code in learning.learners.done.get(person, ()):
        state = "done"
    else:
        planned = code in learning.learners.planned.get(person, ())
        state = "planned" if planned else "open"
    missing = [
        asked
        for asked in learning.courses[code].asks
        if asked in learning.courses
        and learning.learners.met(person, learning.courses[asked]) == Met.MISSING
    ]
    hints = []
    if skills:
        hints.append(_("for %(skills)s") % {"skills": ", ".join(skills)})
    if missing:
        hints.append(_("first %(courses)s") % {"courses": ", ".join(missing)})
    return PathStep(code, resource.name, state, listed(hints), can_be_marked=True)


def in_order(codes, courses) -> list[str]:
    """Codes of courses, each after those it asks for; else in the order of the catalogue.

    A circle in the catalogue is passed over: the order of the catalogue then counts alone.
    """
    place = {code: number for number, code in enumerate(courses)}
    known = sorted((code for code in codes if code in place), key=place.get)
    graph = {code: [asked for asked in courses[code].asks if asked in known] for code in known}
    sorter, ordered = TopologicalSorter(graph), []
    try:
        sorter.prepare()
    except CycleError:
        return known
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=place.get)
        ordered += ready
        sorter.done(*ready)
    return ordered


def mark_learning(member, resource, is_done, *, by):
    """The lead's word that a member has done a course, or its withdrawal; twice is once."""
    if not member.can_be_edited_by(by):
        raise PermissionDenied(_("Only the operational lead marks a step as done."))
    if is_done:
        CompletedLearning.objects.get_or_create(
            member=member, resource=resource, defaults={"marked_by": by}
        )
    else:
        CompletedLearning.objects.filter(member=member, resource=resource).delete()
