"""What the page of the change between two rounds shows."""

from dataclasses import dataclass, replace

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import comparison
from assessments.comparison import Moved, Moves, Side
from assessments.heat_map import RoleFilter
from assessments.models import Assessment
from assessments.results import MIN_PEOPLE, CurrentSheet, people, sheets_after
from roles.models import Assignment, SkillCrosswalk


@dataclass(frozen=True)
class MemberChange:
    """One member in one role, assessed in both rounds."""

    before: CurrentSheet
    after: CurrentSheet
    pairs: tuple
    moves: Moves

    @property
    def moved(self):
        return [pair for pair in self.pairs if pair.change]

    @property
    def mean_change(self):
        first, second = self.before.result.mean, self.after.result.mean
        return None if first is None or second is None else second - first


@dataclass(frozen=True)
class GroupChange:
    """A role, a competency or a skill: the same people, and the whole team."""

    label: str
    same: Side | None
    whole: Side


@dataclass(frozen=True)
class Compared:
    """Two rounds side by side, of the sheets that a reader sees."""

    before: object
    after: object
    rows: list[MemberChange]
    standing: dict[int, list[CurrentSheet]]


class RoundsForm(forms.Form):
    """Which two rounds; without a choice the latest and the one it is compared with."""

    before = forms.TypedChoiceField(label=gettext_lazy("From"))
    after = forms.TypedChoiceField(label=gettext_lazy("To"))

    def __init__(self, data, rounds, default):
        first, second = default
        asked = {"before": data.get("before", first.pk), "after": data.get("after", second.pk)}
        super().__init__(asked)
        by_key = {str(one.pk): one for one in rounds}
        for field in self.fields.values():
            field.choices = [(key, one.title) for key, one in by_key.items()]
            field.coerce = by_key.get

    def clean(self):
        data = super().clean()
        first, second = data.get("before"), data.get("after")
        if first and second and _when(first) >= _when(second):
            self.add_error("after", _("Choose a round that was closed after the first one."))
        return data


def _when(one):
    return one.closed, one.opened, one.pk


def default_rounds(rounds):
    """The latest closed round and what it is compared with: its reference, else the baseline
    before, else the one before. None when there are not two. `rounds`: closed, oldest first."""
    if len(rounds) < 2:
        return None
    latest, earlier = rounds[-1], rounds[:-1]
    referred = next((one for one in earlier if one.pk == latest.reference_id), None)
    if referred:
        return referred, latest
    baselines = [one for one in earlier if one.baseline]
    return (baselines or earlier)[-1], latest


def change_page(team, user, asked):
    """Names for those who read them; totals of the default rounds for others, or a reason."""
    closed = list(team.rounds.closed().order_by("closed", "opened", "pk"))
    default = default_rounds(closed)
    page = {"min_people": MIN_PEOPLE}
    if default is None:
        return page | {"too_few_rounds": True}
    form = RoundsForm(asked, closed, default)
    page["form"] = form
    if not form.is_valid():
        return page
    first, second = form.cleaned_data["before"], form.cleaned_data["after"]
    until = [[one.pk for one in closed[: closed.index(last) + 1]] for last in (first, second)]
    everything = compare(team, first, second, until, Assessment.objects.seen_by(user))
    seen = everything
    if not sees_all(everything):
        visible = Assessment.objects.results_visible_to(user)
        seen = compare(team, first, second, until, visible)
    page["roles"] = RoleFilter(asked, _all_sheets(seen))
    seen = narrowed(seen, page["roles"].asked("role"))
    page |= {"compared": seen, "caution": caution(first, second), "query": asked.urlencode()}
    if sees_all(everything):
        return page | _whole(seen) | {"sees_all": True}
    return page | _totals(everything, is_default=(first, second) == default)


def compare(team, first, second, until, assessments) -> Compared:
    """Reads both rounds, and the closed ones `until` each of them: four queries."""
    standing = dict(zip((first.pk, second.pk), sheets_after(until, team, assessments), strict=True))
    earlier = SkillCrosswalk.objects.earlier_skills()
    before = {_key(sheet): sheet for sheet in standing[first.pk] if sheet.round == first}
    rows = [
        _row(before[_key(sheet)], sheet, earlier)
        for sheet in standing[second.pk]
        if sheet.round == second and _key(sheet) in before
    ]
    return Compared(first, second, rows, standing)


def narrowed(compared, role):
    """Only the sheets of that role (a slug; "": all)."""
    if not role:
        return compared
    standing = {
        pk: [sheet for sheet in sheets if sheet.section.slug == role]
        for pk, sheets in compared.standing.items()
    }
    rows = [row for row in compared.rows if row.after.section.slug == role]
    return replace(compared, rows=rows, standing=standing)


def _key(sheet):
    return sheet.member.pk, sheet.section.pk


def _row(before, after, earlier):
    found = comparison.pairs(before.levels, after.levels, earlier)
    return MemberChange(before, after, found, comparison.moves(found))


def sees_all(compared):
    sheets = [sheet for sheets in compared.standing.values() for sheet in sheets]
    return all(sheet.assessment.is_seen for sheet in sheets)


def caution(first, second):
    if first.mode == second.mode:
        return ""
    return _(
        "The two rounds were run differently: %(before)s, then %(after)s. People rate themselves "
        "otherwise than others rate them; part of the change may come from that."
    ) % {"before": first.get_mode_display(), "after": second.get_mode_display()}


def _whole(compared):
    skills = _skills(compared)
    by_role = {sheet.section for sheet in _all_sheets(compared)}
    competencies = {skill.competency for skill in skills.values()}
    return who_came_and_went(compared) | {
        "by_role": _groups(
            compared, lambda role, skill: role, _in_order(by_role), lambda role: role.name
        ),
        "by_competency": _groups(
            compared,
            lambda role, skill: skills[skill].competency,
            _in_order(competencies),
            lambda one: f"{one.code} {one.short_name}",
        ),
        "by_skill": [
            group
            for group in _groups(
                compared,
                lambda role, skill: skill,
                skills,
                lambda code: f"{code} {skills[code].name}",
            )
            if group.same or group.whole.change
        ],
    }


def _all_sheets(compared):
    return [sheet for sheets in compared.standing.values() for sheet in sheets]


def _in_order(items):
    return sorted(items, key=lambda one: (one.order, one.pk))


def _skills(compared):
    """By code, in the order of the catalogue."""
    sheets = sorted(_all_sheets(compared), key=lambda one: (one.section.order, one.section.pk))
    return {answer.skill.code: answer.skill for sheet in sheets for answer in sheet.answers}


def _groups(compared, group, order, label):
    moved = [Moved(one.after.member, one.after.section, one.pairs) for one in compared.rows]
    same = comparison.same_people(moved, group)
    sides = [
        [comparison.Sheet(one.member, one.section, one.levels) for one in compared.standing[pk]]
        for pk in (compared.before.pk, compared.after.pk)
    ]
    whole = comparison.whole_team(*sides, group)
    return [GroupChange(label(key), same.get(key), whole[key]) for key in order if key in whole]


def who_came_and_went(compared):
    """Members of one of the two rounds only: joined, left, or not assessed again."""
    first = {
        one.member for one in compared.standing[compared.before.pk] if one.round == compared.before
    }
    second = {
        one.member for one in compared.standing[compared.after.pk] if one.round == compared.after
    }
    gone = sorted(first - second, key=lambda member: member.pk)
    here = set(
        Assignment.objects.not_ended(timezone.localdate())
        .filter(member__in=gone)
        .values_list("member", flat=True)
    )
    return {
        "joined": sorted(second - first, key=lambda member: member.pk),
        "left": [member for member in gone if member.pk not in here],
        "not_again": [member for member in gone if member.pk in here],
    }


def _totals(everything, is_default):
    """How many levels moved, over everybody, where MIN_PEOPLE people or more hide among them.

    Those whom the reader knows count too: else the totals before and after a consent would differ
    by one person. Only of the two rounds of the default: with freely chosen rounds the totals of
    one pair could be taken away from those of another.
    """
    hidden = [one.after for one in everything.rows if not one.after.assessment.is_known]
    if not is_default or people(hidden) < MIN_PEOPLE:
        return {"sees_all": False}
    return {
        "sees_all": False,
        "totals": comparison.moves([pair for one in everything.rows for pair in one.pairs]),
        "people": people([one.after for one in everything.rows]),
    }
