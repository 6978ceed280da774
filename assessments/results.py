"""Rows of ratings read into the dataclasses of the calculations, for every page that shows levels.

The way in is `current_sheets`: what counts for each member and role today. It does not ask who may
see it; a page hands over the sheets that its reader may see (`results_visible_to`), or shows totals
of those that assessments.totals gives out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q

from assessments.comparison import Stand, standing_in
from assessments.coverage import highest_levels
from assessments.models import Assessment, Rating, Round
from assessments.phases import Answer, SheetResult, counting, counting_whose, evaluate
from roles.models import Competency, Member, Role, Skill, SkillCrosswalk

MIN_PEOPLE = 5
NOT_APPLICABLE = "na"


@dataclass(frozen=True)
class SkillAnswer:
    """What counts for one skill, and whose word it is: "agreed", "assessor" or "self".

    A level, N.A., or neither: not answered (whose is None then). ``critical``: in its round.
    """

    skill: Skill
    level: int | None
    not_applicable: bool
    whose: str | None
    critical: bool


@dataclass(frozen=True)
class CompetencyMean:
    """The mean of the rated skills of one competency; ``mean`` is None when none is rated."""

    competency: Competency
    mean: Fraction | None
    rated: int
    applicable: int


@dataclass(frozen=True)
class CurrentSheet:
    """The latest counted sheet of a member in a role, beside the baseline it is compared with.

    ``answers`` has one entry for every skill of the set and every skill that was rated, in
    catalogue order. ``baseline`` is the result in the round this one is compared with: its
    reference round, else the latest baseline round before; None when there is none.
    ``baseline_levels`` are its levels by today's skill codes, also of skills that were renamed,
    split or merged since.
    """

    assessment: Assessment
    member: Member
    section: Role
    round: Round
    answers: tuple[SkillAnswer, ...]
    result: SheetResult
    baseline: SheetResult | None
    baseline_round: Round | None
    baseline_levels: dict[str, Stand]

    @property
    def modes_differ(self) -> bool:
        """Whether the two rounds were run in different ways: a caution for every change."""
        return bool(self.baseline_round) and self.baseline_round.mode != self.round.mode

    @property
    def levels(self) -> dict[str, int | None]:
        """Level by skill code; None is N.A. or not answered."""
        return _levels(self.answers)

    def change(self, code: str) -> int | None:
        """Levels gained since the baseline; None when one of the two is no level."""
        before, now = self.baseline_levels.get(code), self.levels.get(code)
        return None if before is None or now is None else now - before.level

    def is_rough(self, code: str) -> bool:
        """Whether the change compares roughly: the skill was split or merged since."""
        return code in self.baseline_levels and not self.baseline_levels[code].exact


def current_sheets(team, assessments=None, *, compared=True) -> list[CurrentSheet]:
    """The sheets that count today: per member and role the one of the latest closed round.

    Members in the order of the team, their roles as first assessed. ``assessments`` (a queryset)
    narrows what is looked at, for example to what a user may see. Three queries, and one more
    where an earlier round stands beside; with ``compared=False`` none ever does.
    """
    assessments = Assessment.objects.all() if assessments is None else assessments
    history = defaultdict(list)
    counted = assessments.filter(round__team=team).counted()
    for sheet in counted.select_related("member", "section", "round__catalogue_version"):
        history[sheet.member_id, sheet.section_id].append(sheet)
    pairs = [
        (sheets[-1], _baseline_of(sheets) if compared else None) for sheets in history.values()
    ]
    read = _read_sheets([sheet for pair in pairs for sheet in pair if sheet])
    compares = any(baseline for _latest, baseline in pairs)
    earlier = SkillCrosswalk.objects.earlier_skills() if compares else {}
    current = [_current(latest, baseline, read, earlier) for latest, baseline in pairs]
    return sorted(current, key=lambda sheet: sheet.member.pk)


def sheets_after(until, team, assessments) -> list[list[CurrentSheet]]:
    """The sheets that counted at each of several points: after the rounds whose keys are listed.

    A member keeps the levels of the latest of them. Beside no baseline. Three queries.
    """
    return sheets_standing(until, counted_rows(team, assessments))


def counted_rows(team, assessments) -> list[Assessment]:
    """Counted sheets in the order of rounds, for sheets_standing. One query."""
    counted = assessments.filter(round__team=team).counted()
    return list(counted.select_related("member", "section", "round__catalogue_version"))


def sheets_standing(until, rows, skills=None) -> list[list[CurrentSheet]]:
    """sheets_after of rows that were read already. Two queries; one with `every_skill`."""
    standing = [_latest(sheet for sheet in rows if sheet.round_id in set(keys)) for keys in until]
    once = {sheet.pk: sheet for one in standing for sheet in one}
    read = _read_sheets(list(once.values()), skills)
    return [[_current(sheet, None, read, {}) for sheet in one] for one in standing]


def _latest(sheets):
    """The last of each member and role, members in the order of the team."""
    latest = {(sheet.member_id, sheet.section_id): sheet for sheet in sheets}
    return sorted(latest.values(), key=lambda sheet: sheet.member_id)


def read_sheet(assessment) -> tuple[SkillAnswer, ...]:
    """The counting answers of one sheet, also of a draft. Two queries."""
    return _read_sheets([assessment])[assessment.pk]


def member_levels(sheets: Iterable[CurrentSheet]) -> dict[Member, dict[str, int]]:
    """The levels of each member, over all roles the highest: what assessments.coverage takes."""
    return highest_levels((sheet.member, sheet.levels) for sheet in sheets)


def competency_means(answers: Iterable[SkillAnswer]) -> list[CompetencyMean]:
    """Mean per competency, in the order of the guide; competencies without a skill are left out."""
    groups = defaultdict(list)
    for answer in answers:
        groups[answer.skill.competency].append(answer)
    return [
        _competency_mean(competency, groups[competency])
        for competency in sorted(groups, key=lambda one: (one.order, one.code))
    ]


def _competency_mean(competency, answers) -> CompetencyMean:
    levels = [answer.level for answer in answers if answer.level is not None]
    return CompetencyMean(
        competency=competency,
        mean=Fraction(sum(levels), len(levels)) if levels else None,
        rated=len(levels),
        applicable=sum(not answer.not_applicable for answer in answers),
    )


def every_skill(team) -> list[Skill]:
    """All a page needs that reads both sheets and critical_core_skills, retired ones too."""
    return Skill.every.order_by("skill_set__order", "order", "pk").read_for(team)


def critical_core_skills(team, skills=None) -> list[Skill]:
    """The skills whose coverage a team watches: critical ones of the core roles that it asks.

    One query; none with `every_skill`.
    """
    return [
        skill
        for skill in (every_skill(team) if skills is None else skills)
        if skill.is_asked() and skill.critical and skill.skill_set.role_class == Role.Class.CORE
    ]


def unassessed(skills: Iterable[Skill], sheets: Iterable[CurrentSheet]) -> list[str]:
    """Codes of the skills of roles in which nobody was assessed: nothing is known of them yet."""
    assessed = {sheet.section.pk for sheet in sheets}
    return [skill.code for skill in skills if assessed.isdisjoint(skill.sections)]


def people(sheets: Iterable[CurrentSheet]) -> int:
    """How many people hide in totals of the sheets: persons with a level, no organisations."""
    return len(
        {
            sheet.member.pk
            for sheet in sheets
            if sheet.member.kind == Member.Kind.PERSON and sheet.result.rated
        }
    )


def _baseline_of(sheets):
    """What the latest sheet is compared with: its round's reference, else the latest baseline."""
    reference = sheets[-1].round.reference_id
    if reference:
        return next((sheet for sheet in sheets if sheet.round_id == reference), None)
    baselines = [sheet for sheet in sheets if sheet.round.baseline]
    return baselines[-1] if baselines and baselines[-1] is not sheets[-1] else None


def _read_sheets(assessments, skills=None) -> dict[int, tuple[SkillAnswer, ...]]:
    ratings = defaultdict(dict)
    for rating in Rating.objects.filter(assessment__in=assessments):
        ratings[rating.assessment_id, rating.skill_id][rating.whose] = _value(rating)
    if skills is None:
        skills = _skills_of(assessments, {skill for _sheet, skill in ratings})
    skills = sorted(skills, key=lambda skill: (skill.order, skill.pk))
    return {
        sheet.pk: tuple(
            _answer(skill, sheet, ratings.get((sheet.pk, skill.pk), {}))
            for skill in skills
            if (sheet.pk, skill.pk) in ratings or sheet.round.asks(skill, sheet.section)
        )
        for sheet in assessments
    }


def _skills_of(assessments, rated):
    """The skills of the sets today and those asked or rated then: a catalogue may move them."""
    sections = {sheet.section_id for sheet in assessments}
    teams = {sheet.round.team_id for sheet in assessments}
    if not teams:
        return []
    (team,) = teams
    of_sections = Skill.every.of_sections(sections).values("pk")
    frozen = {
        code
        for sheet in assessments
        for code in (sheet.round.asked or {}).get(sheet.section.slug, ())
    }
    these = Q(pk__in=of_sections) | Q(pk__in=rated) | Q(code__in=frozen)
    return Skill.every.filter(these).read_for(team)


def _value(rating):
    return NOT_APPLICABLE if rating.not_applicable else rating.level


def _answer(skill, sheet, values) -> SkillAnswer:
    three = (values.get("self"), values.get("assessor"), values.get("agreed"))
    value = counting(*three)
    not_applicable = value == NOT_APPLICABLE
    level = None if not_applicable else value
    critical = sheet.round.is_critical(skill, sheet.section)
    return SkillAnswer(skill, level, not_applicable, counting_whose(*three), critical)


def evaluate_answers(answers: Iterable[SkillAnswer], thresholds) -> SheetResult:
    """Mean and phase of a sheet that was read."""
    return evaluate(
        (
            Answer(answer.skill.code, answer.critical, answer.level, answer.not_applicable)
            for answer in answers
        ),
        thresholds,
    )


def _current(latest, baseline, read, earlier) -> CurrentSheet:
    return CurrentSheet(
        assessment=latest,
        member=latest.member,
        section=latest.section,
        round=latest.round,
        answers=read[latest.pk],
        result=_evaluate(latest, read),
        baseline=_evaluate(baseline, read) if baseline else None,
        baseline_round=baseline.round if baseline else None,
        baseline_levels=_stands(latest, baseline, read, earlier) if baseline else {},
    )


def _stands(latest, baseline, read, earlier):
    codes = [answer.skill.code for answer in read[latest.pk]]
    return standing_in(_levels(read[baseline.pk]), codes, earlier)


def _evaluate(sheet, read) -> SheetResult:
    return evaluate_answers(read[sheet.pk], sheet.round.catalogue_version.thresholds)


def _levels(answers) -> dict[str, int | None]:
    return {answer.skill.code: answer.level for answer in answers}
