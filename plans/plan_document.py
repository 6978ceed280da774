"""The rows of a plan as plans.document_data takes them, in the language of the document.

What is said of people: holders stand in the table of positions. Results are aggregates of the
sheets that assessments.totals gives to everybody; priorities name skills, never members or roles,
and beside those with a rank all that an activity names, which everybody in the team reads anyway.
The document is the same for whoever downloads it.
"""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice
from operator import attrgetter

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from assessments.coverage import coverage
from assessments.models import Consent
from assessments.results import MIN_PEOPLE, member_levels, people
from assessments.totals import PublicSheets, public_sheets
from plans.budget import (
    DOMESTIC_SOURCE_TYPES,
    currency_decimals,
    split_line,
)
from plans.case_texts import draft
from plans.cases import case_facts, merged
from plans.document_data import (
    ActivityRow,
    CostRow,
    CoverageRow,
    MethodFacts,
    PhaseRow,
    PlanDocument,
    PlanFacts,
    PositionRow,
    PrincipleAnswer,
    PriorityRow,
    Remark,
    RoundFacts,
    SecondCurrency,
    TeamFacts,
    TermsOfReference,
)
from plans.document_people import readiness, retention_rows
from plans.gaps import TeamGap, team_gaps
from plans.ledger import budget_line
from plans.models import Activity, CostLine, Funding, Plan
from plans.money_people import role_names
from roles.formation_words import WARNING_WORDS, sentence
from roles.formats import listed
from roles.models import (
    CatalogueVersion,
    Member,
    Position,
    PrincipleQuestion,
    Responsibility,
    Role,
    Skill,
    Team,
)
from roles.rounding import percent
from roles.staffing import Staffing, read_staffing

FIRST_PRIORITIES = 10
PHASES = ("foundational", "proficient", "expert", "not_enough_data")
# Of the warnings only those about order and place; the document writes vacancy and dependence.
REMARKED = ("out_of_order", "lead_abroad", "nobody_in_country")


def plan_document(plan: Plan, language: str, dated: date | None = None) -> PlanDocument:
    """Read everything a plan's document says; catalogue words come in `language`."""
    team = plan.team
    with override(language):
        staffing, sheets = read_staffing(team), public_sheets(team)
        activities, skills = list(_activities(plan)), _skills(team)
        agreed = _agreed(sheets)
        return replace(
            _rows(plan, staffing, activities, dated),
            formation_remarks=tuple(_remarks(staffing, team)),
            readiness=readiness(team),
            round=_round(sheets),
            phases_agreed=Consent.What.PLAN in agreed,
            coverage_agreed=Consent.What.PUBLICATION in agreed,
            phases=_phases(sheets, Consent.What.PLAN in agreed),
            coverage=_coverage(sheets, skills, Consent.What.PUBLICATION in agreed),
            priorities=_priorities(team, sheets, activities, skills),
            retention=retention_rows(team, role_names(staffing)),
            terms=_terms(team, staffing.positions),
            method=_method(sheets, skills),
        )


def plan_rows(plan: Plan, language: str) -> PlanDocument:
    """The plan without anything of an assessment: for pages, in half the queries."""
    with override(language):
        return _rows(plan, read_staffing(plan.team), list(_activities(plan)))


def _rows(plan: Plan, staffing: Staffing, activities, dated: date | None = None) -> PlanDocument:
    roles, decimals = role_names(staffing), currency_decimals(plan.team.currency)
    return PlanDocument(
        team=_team(plan.team),
        plan=_plan(plan, dated or timezone.localdate()),
        positions=tuple(_position(position) for position in staffing.positions),
        activities=tuple(_activity(plan.team, activity, roles) for activity in activities),
        costs=tuple(_costs(activities, decimals)),
        principles=_principles(plan),
    )


def _plan(plan: Plan, dated: date) -> PlanFacts:
    second = None
    if plan.second_currency:
        second = SecondCurrency(plan.second_currency, plan.second_rate, plan.second_rate_day)
    return PlanFacts(
        plan.title,
        plan.start_year,
        plan.end_year,
        dated,
        contingency_percent=plan.contingency_percent,
        second=second,
    )


def _team(team) -> TeamFacts:
    return TeamFacts(
        name=team.name,
        country=team.country,
        currency=team.currency,
        sector=str(team.sector_name),
        language=team.languages or _language_name(team.language),
        context=team.context,
        resource_constrained=team.resource_constrained,
        profile=team.profile,
        governing_body=team.governing_body,
    )


def _language_name(code: str) -> str:
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


def _position(position: Position) -> PositionRow:
    role, holder = position.role, position.holder
    return PositionRow(
        role_class=role.role_class,
        title=role.name,
        fte=position.fte,
        state=position.state,
        funding=position.funding,
        order=role.recommended_order if role.role_class == Role.Class.CORE else None,
        local_title=position.local_title,
        holder=holder.name if holder else "",
        holder_is_organisation=bool(holder and holder.kind == Member.Kind.ORGANISATION),
        employer=holder.employer if holder else "",
        engagement=holder.get_engagement_display().lower() if holder else "",
        contract_end=holder.contract_end if holder else None,
        recruit_by=position.recruit_by,
        note=position.note,
    )


def _remarks(staffing: Staffing, team):
    said = set()
    for warning in staffing.warnings(team):
        if warning.code in REMARKED and warning.code not in said:
            said.add(warning.code)
            yield Remark(sentence(warning), str(WARNING_WORDS[warning.code].reason))


def _round(public: PublicSheets) -> RoundFacts | None:
    """The latest round that counts; its figures are those of all sheets that count with it."""
    sheets = public.sheets
    if not sheets:
        return None
    latest = max((sheet.round for sheet in sheets), key=lambda one: (one.closed, one.pk))
    answers = [answer for sheet in sheets for answer in sheet.answers]
    rated = sum(answer.level is not None for answer in answers)
    not_applicable = sum(answer.not_applicable for answer in answers)
    return RoundFacts(
        title=latest.title,
        mode=latest.mode,
        baseline=latest.baseline,
        opened=latest.opened,
        closed=latest.closed,
        people=people(sheets),
        assessments=len(sheets),
        rated=rated,
        not_applicable=not_applicable,
        not_answered=len(answers) - rated - not_applicable,
        hidden=public.hidden(),
        waiting=public.waiting.title if public.waiting else "",
    )


def _agreed(public: PublicSheets) -> set[str]:
    """What every assessed person agrees to; it decides where there are no totals otherwise."""
    assessed = {sheet.member.pk for sheet in public.sheets}
    if public.are_safe or not assessed:
        return set()
    return {what for what, members in public.readers.consents.items() if assessed <= members}


def _phases(public: PublicSheets, agreed: bool) -> tuple[PhaseRow, ...]:
    if not public.are_safe and not agreed:
        return ()
    counts = Counter(str(sheet.result.phase) for sheet in public.sheets)
    return tuple(
        PhaseRow(phase, counts[phase])
        for phase in PHASES
        if counts[phase] or phase != "not_enough_data"
    )


def _coverage(public: PublicSheets, skills: list[Skill], agreed: bool) -> tuple[CoverageRow, ...]:
    """Critical skills of the core roles: by area when enough people hide in each, else in all."""
    if not public.are_safe and not agreed:
        return ()
    watched = [
        skill
        for skill in skills
        if skill.critical and skill.skill_set.role_class == Role.Class.CORE
    ]
    able = coverage(member_levels(public.sheets), [skill.code for skill in watched])
    areas = defaultdict(list)
    for skill in watched:
        areas[skill.competency].append(skill.code)
    if any(public.hidden(codes) < MIN_PEOPLE for codes in areas.values()):
        return (_coverage_row("", [able[skill.code] for skill in watched]),)
    return tuple(
        _coverage_row(area.short_name, [able[code] for code in areas[area]])
        for area in sorted(areas, key=lambda competency: (competency.order, competency.pk))
    )


def _coverage_row(area: str, counts: list[int]) -> CoverageRow:
    none, one = counts.count(0), counts.count(1)
    return CoverageRow(area, len(counts), none, one, len(counts) - none - one)


def _priorities(
    team, public: PublicSheets, activities: list[Activity], skills: list[Skill]
) -> tuple[PriorityRow, ...]:
    """The first abilities in order of rank, each once; then the others that activities name.

    A skill has a rank where enough people hide in it: of fewer its rank, and already that there is
    a gap, would tell a level. The thread from a gap to an activity is not public, so only the
    skills that an activity names count as answered.
    """
    if not public.sheets:
        return ()
    places = {skill: place for place, skill in enumerate(skills)}
    named, ranked = _named_skills(activities), _ranked(team, public)
    rows = [
        replace(
            _row(team, one.skill, named, places),
            ability=one.skill.marked_name,
            ranked=True,
            no_colleague=one.gap.no_colleague,
            urgent=one.gap.need > 1,
        )
        for one in ranked
    ]
    others = [skill for skill in named if skill not in {one.skill for one in ranked}]
    return (*rows, *(_row(team, skill, named, places) for skill in others))


def _ranked(team, public: PublicSheets) -> list[TeamGap]:
    """The first gap of each skill that has a rank."""
    if not public.are_safe:
        return []
    first = {}
    for one in team_gaps(team, public.sheets):
        first.setdefault(one.skill, one)
    enough = (one for one in first.values() if public.hidden([one.skill.code]) >= MIN_PEOPLE)
    return list(islice(enough, FIRST_PRIORITIES))


def _named_skills(activities: list[Activity]) -> dict[Skill, list[str]]:
    """The skills that activities name, in the order of the catalogue, with the codes of these."""
    codes = defaultdict(list)
    for activity in activities:
        for skill in activity.skills.all():
            codes[skill].append(activity.code)
    place = attrgetter("skill_set.order", "skill_set.pk", "order", "pk")
    return {skill: codes[skill] for skill in sorted(codes, key=place)}


def _row(team: Team, skill: Skill, named: dict, places: dict[Skill, int]) -> PriorityRow:
    return PriorityRow(
        ability=skill.name_for(team),
        critical=skill.critical,
        activity_codes=tuple(sorted(named.get(skill, ()))),
        place=places.get(skill, len(places)),
    )


def _activities(plan: Plan):
    """The activities that count, with all that costs and words need in five queries."""
    lines = CostLine.objects.select_related("category")
    return (
        plan.activities.exclude(status=Activity.Status.CANCELLED)
        .select_related("case")
        .order_by("pk")
        .prefetch_related(
            "participants",
            Prefetch("skills", Skill.every.select_related("competency", "skill_set")),
            Prefetch("cost_lines", lines.order_by("pk")),
            Prefetch("cost_lines__fundings", Funding.objects.select_related("source")),
        )
    )


def _skills(team):
    """Those that the team asks."""
    return Skill.every.asked_by(team)


def _activity(team: Team, activity: Activity, roles_of: dict[str, list[str]]) -> ActivityRow:
    skills = list(activity.skills.all())
    areas = Counter(skill.competency.short_name for skill in skills).most_common(1)
    roles = dict.fromkeys(skill.skill_set.name for skill in skills)
    return ActivityRow(
        code=activity.code,
        title=activity.title,
        group=areas[0][0] if areas else activity.get_kind_display(),
        whom=_whom(activity, roles),
        start=activity.start,
        end=activity.end,
        skills=tuple(skill.name_for(team) for skill in skills),
        case=_case(activity, roles_of),
        keeps_team=activity.kind == Activity.Kind.HR_MEASURE,
    )


def _case(activity: Activity, roles_of: dict[str, list[str]]) -> str:
    """What the team wrote for the money that is missing; empty parts as the page drafts them."""
    own = getattr(activity, "case", None)
    if own is None:
        return ""
    unfunded = [line for line in activity.cost_lines.all() if _lacks_money(line)]
    return merged(own, draft(case_facts(activity, unfunded, roles_of))).paragraph


def _lacks_money(line: CostLine) -> bool:
    fundings = line.fundings.all()
    return not fundings or any(one.status == Funding.Status.UNFUNDED for one in fundings)


def _whom(activity: Activity, roles) -> str:
    """Roles instead of the members who take part; else the people outside the team.

    Beside members the words about outsiders may name these, so they stay away.
    """
    if not activity.participants.all():
        return activity.audience
    return listed(roles) or _("Core team")


def _costs(activities: list[Activity], decimals: int):
    for line in (line for activity in activities for line in activity.cost_lines.all()):
        counted = budget_line(line, decimals)
        for share, amounts in zip(counted.fundings, split_line(counted, decimals), strict=True):
            yield _cost(line, share, amounts, counted.total)


def _cost(line: CostLine, share, amounts: dict, total: Decimal) -> CostRow:
    own = percent(sum(amounts.values()), total) if share.percent is None else share.percent
    return CostRow(
        activity_code=line.activity.code,
        category=line.category.name,
        category_group=line.category.get_group_display(),
        category_order=line.category.order,
        recurrence=line.recurrence,
        quantity=line.quantity * line.frequency,
        unit_cost=line.unit_cost,
        amounts=tuple(amounts.items()),
        source=share.source,
        domestic=share.source_type in DOMESTIC_SOURCE_TYPES,
        status=share.status,
        percent=Decimal(100) if own is None else own,
        description=line.description,
        times=line.frequency,
    )


def _principles(plan: Plan) -> tuple[PrincipleAnswer, ...]:
    answers = {row.question_id: row for row in plan.answers.all()}
    return tuple(
        PrincipleAnswer(
            code=question.code,
            group=question.get_group_display(),
            question=question.text,
            answer=answers[question.pk].answer if question.pk in answers else "",
            note=answers[question.pk].note if question.pk in answers else "",
        )
        for question in PrincipleQuestion.objects.current().in_words_of(plan.team, "text")
    )


def _terms(team: Team, positions: list[Position]) -> tuple[TermsOfReference, ...]:
    """One for each role that has positions: the catalogue's texts in the team's words."""
    said = team.in_own_words
    roles = {position.role.pk: position.role for position in positions}
    duties = {}
    for duty in Responsibility.objects.current().filter(role__in=roles):
        duties.setdefault(duty.role_id, []).append(said(duty.text))
    return tuple(
        TermsOfReference(
            title=role.name,
            purpose=said(role.purpose),
            duties=tuple(duties.get(pk, ())),
            background=said(role.background),
            dedication=". ".join(said(text) for text in (role.dedication, role.location) if text),
            held_by=listed(
                position.holder.name
                for position in positions
                if position.role_id == pk and position.holder
            ),
        )
        for pk, role in roles.items()
    )


def _method(public: PublicSheets, skills: list[Skill]) -> MethodFacts:
    """The settings of the round the figures come from; without one, those in force."""
    rounds = [sheet.round for sheet in public.sheets]
    version = rounds[-1].catalogue_version if rounds else CatalogueVersion.objects.latest()
    return MethodFacts(
        catalogue_version=version.code,
        proficient_mean=version.proficient_from,
        expert_mean=version.expert_from,
        least_rated_percent=version.min_rated_percent,
        skills=len(skills),
        critical_skills=sum(skill.critical for skill in skills),
    )
