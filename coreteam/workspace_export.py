"""Writing a team as a workspace file, version 1.

Keys that the format does not name are written only where a team holds something that would be
lost without them (docs/develop.md lists them), so that a plain team gives a plain file.
"""

from collections import defaultdict

from django.db.models import F, FilteredRelation, Prefetch

from assessments.models import Assessment, Rating
from assessments.phases import counting
from plans.models import Activity, ActivityGap, CostLine, Funding, Spending
from roles.models import Skill
from roles.staffing import read_people

from .workspace_assignments import written_assignments
from .workspace_checks import written_checks
from .workspace_governance import written_bodies, written_staffing_projects
from .workspace_import import usual_whose
from .workspace_money import (
    plain,
    plan_with_prices,
    written_case,
    written_line,
    written_price,
    written_settings,
    written_source,
)
from .workspace_opinions import written_opinions
from .workspace_origins import written_origin
from .workspace_planner import read_linked, written_assistance, written_needs
from .workspace_reader import FORMAT, VERSION
from .workspace_reference import written_references
from .workspace_retention import written_retention
from .workspace_rounds import written_asked, written_steps
from .workspace_running import written_completion, written_maturity
from .workspace_tailoring import written_tailoring
from .workspace_versions import written_versions

PART = {
    f"part{name}": F(f"sheet__sub_ratings__{path}")
    for name, path in {
        "": "sub_skill__name_en",
        "_order": "sub_skill__order",
        "_skill": "sub_skill__skill__code",
        "_whose": "whose",
        "_level": "level",
    }.items()
}
GAP = ("skill", "assessment__round", "assessment__member", "assessment__section")


def export_workspace(team):
    """The team as a mapping ready for json.dumps. Accounts and accesses do not travel."""
    members, assignments = read_people(team)
    retention, opinions = written_retention(team), written_opinions(team)
    linked = read_linked(team)
    workspace = {
        "format": FORMAT,
        "version": VERSION,
        "team": _team(team),
        "members": [
            _member(member)
            | _filled(
                retention=retention.get(member.pk),
                consents=opinions["consents", member.pk],
                looks=opinions["looks", member.pk],
                needs=written_needs(linked["need", member.pk]),
                learned=_codes(linked["learned", member.pk]),
            )
            for member in members
        ],
        "positions": _positions(team, assignments),
        "rounds": _rounds(team, opinions),
        "plan": _plan(*plan_with_prices(team), linked),
    }
    return workspace | _filled(
        ended_stages=sorted(opinions["stage", team.pk]),
        bodies=written_bodies(team),
        foundations=written_maturity(team),
        tailoring=written_tailoring(team),
        staffing_projects=written_staffing_projects(team),
    )


def _filled(**values):
    """Only what holds something."""
    return {name: value for name, value in values.items() if value}


def _date(value):
    return value.isoformat() if value else None


def _percent(value):
    return int(value) if value == int(value) else float(value)


def _team(team):
    return {
        "slug": team.slug,
        "name": team.name,
        "country": team.country,
        "sector": team.sector,
        "language": team.language,
        "currency": team.currency,
        "context": team.context,
        "resource_constrained": team.resource_constrained,
        "profile": team.profile,
    } | _filled(
        languages=team.languages,
        governing_body=team.governing_body,
        words=team.words,
        personal_data=team.personal_data,
    )


def _member(member):
    return {
        "id": member.code,
        "name": member.name,
        "kind": member.kind,
        "employer": member.employer,
        "employer_type": member.employer_type,
        "engagement": member.engagement,
        "contract_end": _date(member.contract_end),
        "in_country": member.in_country,
        "background": member.background,
    } | _filled(email=member.email)


def _positions(team, assignments):
    """With the versions of their terms of reference in one query, what was checked in another."""
    rows = team.positions.annotate(version_of=FilteredRelation("references"))
    rows = rows.select_related("role", "version_of").order_by("pk", "version_of__number")
    positions, versions = {}, defaultdict(list)
    checks = written_checks(team)
    for row in rows:
        positions.setdefault(row.pk, row.with_people(assignments[row.pk]))
        if getattr(row, "version_of", None):  # a position without any has no such attribute
            versions[row.pk].append(row.version_of)
    return [
        _position(position)
        | _filled(
            terms_of_reference=written_references(versions[key]), prerequisites=checks.get(key)
        )
        for key, position in positions.items()
    ]


def _position(position):
    return (
        {
            "id": position.code,
            "role": position.role.slug,
            "fte": f"{position.fte:.2f}",
            **written_assignments(position),
            "funding": position.funding,
            "local_title": position.local_title,
            "note": position.note,
        }
        | _filled(recruit_by=_date(position.recruit_by), payer=position.payer)
        | ({} if position.senior is None else {"senior": position.senior})
    )


def _rounds(team, opinions):
    """With their sheets and the levels of sub-skills in one query, and all ratings in another."""
    rows = team.rounds.annotate(sheet=FilteredRelation("assessments"), **PART)
    rows = rows.select_related("reference", "sheet__member", "sheet__section")
    ratings, steps = _ratings(team), written_steps(team)
    skills = Skill.every.read_for(team)
    rounds, sheets, parts = {}, {}, defaultdict(list)
    for row in rows.order_by("pk", "sheet__pk", "part_skill", "part_order"):
        rounds.setdefault(row.pk, row)
        if getattr(row, "sheet", None):  # a round without any has no such attribute
            sheets.setdefault(row.sheet.pk, (row, row.sheet))
        if row.part is not None:
            key = (row.sheet.pk, row.part_skill, row.part_whose)
            parts[key].append({"name": row.part, "level": row.part_level})
    written = {pk: _round(row) for pk, row in rounds.items()}
    for row, sheet in sheets.values():
        answers = _answers(sheet, ratings[sheet.pk], parts)
        sheet_row = _sheet(sheet, row, ratings[sheet.pk], answers)
        written[row.pk]["assessments"].append(
            sheet_row | _filled(steps=steps[sheet.pk]) | _opinions_of(sheet, opinions)
        )
    for row in rounds.values():
        roles = {sheet.section for of_round, sheet in sheets.values() if of_round.pk == row.pk}
        written[row.pk] |= _filled(asked=written_asked(row, roles, skills))
    return list(written.values())


def _answers(sheet, ratings, parts):
    """The full rows of a sheet; parts without a rating make one."""
    answers = [
        _answer(rating) | _filled(parts=parts.pop((sheet.pk, rating.skill.code, rating.whose), []))
        for rating in ratings
    ]
    alone = [key for key in parts if key[0] == sheet.pk]
    return answers + [
        {"skill": key[1], "whose": key[2], "level": None, "comment": "", "parts": parts[key]}
        for key in alone
    ]


def _opinions_of(sheet, opinions):
    return _filled(
        overruled=opinions["overruled", sheet.pk],
        result_comment="".join(opinions["comment", sheet.pk]),
    )


def _ratings(team):
    """By the key of their sheet, in the order in which they were entered."""
    ratings = defaultdict(list)
    rows = Rating.objects.filter(assessment__round__team=team)
    rows = rows.select_related("skill", "confirmed_from")
    for rating in rows.order_by("pk"):
        ratings[rating.assessment_id].append(rating)
    return ratings


def _round(the_round):
    return {
        "id": the_round.code,
        "title": the_round.title,
        "mode": the_round.mode,
        "baseline": the_round.baseline,
        "opened": _date(the_round.opened),
        "closed": _date(the_round.closed),
        "assessments": [],
    } | _filled(
        closes=_date(the_round.closes),
        purpose=the_round.purpose,
        reference=the_round.reference.code if the_round.reference else "",
    )


def _written(rating):
    return "na" if rating.not_applicable else rating.level


def _sheet(sheet, the_round, ratings, answers):
    usual = Assessment.State.DRAFT if the_round.is_open else Assessment.State.SUBMITTED
    whose = usual_whose(the_round)
    by_skill = defaultdict(dict)
    for rating in ratings:
        if rating.answer:
            by_skill[rating.skill.code][rating.whose] = _written(rating)
    levels = {
        code: counting(
            values.get(Rating.Whose.SELF),
            values.get(Rating.Whose.ASSESSOR),
            values.get(Rating.Whose.AGREED),
        )
        for code, values in by_skill.items()
    }
    says_more = any(
        one["comment"]
        or one["whose"] != whose
        or bool({"evidence", "parts", "confirmed_from", "source"} & one.keys())
        for one in answers
    )
    return (
        {"member": sheet.member.code, "section": sheet.section.slug, "levels": levels}
        | _filled(state=sheet.state if sheet.state != usual else "")
        | _filled(answers=answers if says_more else [])
    )


def _answer(rating):
    return (
        {
            "skill": rating.skill.code,
            "whose": rating.whose,
            "level": _written(rating),
            "comment": rating.comment,
        }
        | _filled(
            evidence=rating.evidence,
            confirmed_from=rating.confirmed_from.code if rating.confirmed_from else "",
        )
        | written_origin(rating)
    )


def _plan(plan, prices, linked):
    if plan is None:
        return None
    activities = (
        Activity.objects.filter(plan=plan)
        .select_related("owner", "case", "resource", "assistance__paired", "completion")
        .prefetch_related(
            Prefetch("cost_lines", CostLine.objects.select_related("category", "price")),
            Prefetch("cost_lines__spendings", Spending.objects.select_related("source")),
            Prefetch("cost_lines__fundings", Funding.objects.select_related("source")),
            Prefetch("gaps", ActivityGap.objects.select_related(*GAP)),
        )
        .order_by("pk")
    )
    return {
        "title": plan.title,
        "start_year": plan.start_year,
        "end_year": plan.end_year,
        "funding_sources": [
            {"name": source.name, "type": source.type} | written_source(source)
            for source in plan.funding_sources.order_by("pk")
        ],
        "activities": [
            _activity(
                activity,
                _codes(linked["member", activity.pk]),
                _codes(linked["skill", activity.pk]),
            )
            | _filled(
                assistance=written_assistance(activity, linked["days", activity.pk]),
                completion=written_completion(activity, _codes(linked["attended", activity.pk])),
            )
            for activity in activities
        ],
        "checklist": _checklist(plan),
    } | _filled(
        prices=[written_price(price) for price in prices],
        versions=written_versions(plan),
        **written_settings(plan),
    )


def _codes(rows):
    return [row[0] for row in rows]


def _checklist(plan):
    answers = plan.answers.select_related("question", "owner").order_by("question__order")
    return [
        {"question": answer.question.code, "answer": answer.answer, "note": answer.note}
        | _filled(owner=answer.owner.code if answer.owner else "", due=_date(answer.due))
        for answer in answers
    ]


def _activity(activity, participants, skills):
    return {
        "id": activity.code,
        "title": activity.title,
        "kind": activity.kind,
        "participants": participants,
        "audience": activity.audience,
        "skills": skills,
        "start": _date(activity.start),
        "end": _date(activity.end),
        "cost_lines": [_line(line) for line in activity.cost_lines.all()],
    } | _filled(
        owner=activity.owner.code if activity.owner else "",
        resource=activity.resource.code if activity.resource else "",
        status=activity.status if activity.status != Activity.Status.PLANNED else "",
        new_work=activity.new_work,
        gaps=[_gap(gap) for gap in activity.gaps.all()],
        case=written_case(activity),
    )


def _gap(gap):
    return {
        "round": gap.assessment.round.code,
        "member": gap.assessment.member.code,
        "section": gap.assessment.section.slug,
        "skill": gap.skill.code,
        "level": gap.level,
        "target": gap.target,
    }


def _line(line):
    return {
        "category": line.category.code,
        "recurrence": line.recurrence,
        "quantity": plain(line.quantity),
        "unit_cost": plain(line.unit_cost),
        "funding": [
            {
                "source": funding.source.name if funding.source else "",
                "status": funding.status,
                **_part(funding),
            }
            for funding in line.fundings.all()
        ],
    } | _filled(description=line.description, **written_line(line))


def _part(funding):
    if funding.percent is None:
        return {"amount": plain(funding.amount)}
    return {"percent": _percent(funding.percent)}
