"""The worked cases as plan documents: what the ORM side will do, from the files alone."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from assessments.coverage import coverage, highest_levels
from assessments.phases import Answer, evaluate
from plans.budget import BudgetLine, FundingShare, line_total, split_line
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
    RoundFacts,
    TeamFacts,
    TermsOfReference,
)
from plans.priorities import Sheet, gaps
from tests.cases import load_case

CATALOGUE = Path(__file__).parents[2] / "roles" / "catalogue"
DECIMALS = {"USD": 2, "XAF": 0}
DATED = {"tavaloa": date(2026, 11, 20), "beloume": date(2027, 1, 15), "lakhana": date(2027, 3, 1)}
DOMESTIC = {"ministry_recurrent", "ministry_development"}


@cache
def catalogue(name):
    return yaml.safe_load((CATALOGUE / f"{name}.yaml").read_text(encoding="utf-8"))


def by_code(name, key="code"):
    return {row[key]: row for row in catalogue(name)}


def case_document(name):
    """Return the case as a ``PlanDocument``."""
    case = load_case(name)
    activities = tuple(activity_row(row) for row in case["plan"]["activities"])
    sheets = case["rounds"][0]["assessments"]
    return PlanDocument(
        team=team_facts(case["team"]),
        plan=PlanFacts(
            title=case["plan"]["title"].replace("-20", "–20"),
            start_year=case["plan"]["start_year"],
            end_year=case["plan"]["end_year"],
            dated=DATED[name],
        ),
        positions=position_rows(case),
        round=round_facts(case["rounds"][0]),
        phases=phase_rows(sheets),
        coverage=coverage_rows(sheets),
        priorities=priority_rows(case, sheets),
        activities=activities,
        costs=tuple(cost_rows(case)),
        principles=principle_rows(case),
        terms=terms(case),
        method=MethodFacts(catalogue_version=catalogue("catalogue")["version"]),
    )


def team_facts(team):
    return TeamFacts(
        name=team["name"],
        country=team["country"],
        currency=team["currency"],
        sector=team["sector"].capitalize(),
        language={"en": "English", "fr": "French"}[team["language"]],
        context=team["context"],
        resource_constrained=team["resource_constrained"],
        profile=team["profile"],
    )


def position_rows(case):
    roles, members = by_code("roles", "slug"), {row["id"]: row for row in case["members"]}
    classes = ("core", "contributing", "optional")
    rows = []
    for position in case["positions"]:
        role, holder = roles[position["role"]], members.get(position["holder"], {})
        rows.append(
            PositionRow(
                role_class=role["class"],
                title=role["name"],
                fte=Decimal(position["fte"]),
                state=position["state"],
                funding=position["funding"],
                order=role["order"] if role["class"] == "core" else None,
                local_title=position["local_title"],
                holder=holder.get("name", ""),
                holder_is_organisation=holder.get("kind") == "organisation",
                employer=holder.get("employer", ""),
                engagement=holder.get("engagement", "").replace("_", " "),
                contract_end=parsed(holder.get("contract_end")),
                note=position["note"],
            )
        )
    return tuple(sorted(rows, key=lambda row: (classes.index(row.role_class), row.order or 9)))


def parsed(text):
    return date.fromisoformat(text) if text else None


def skills_of(section):
    return [row for row in catalogue("skills") if row["skill_set"] == section]


def result(sheet):
    levels = sheet["levels"]
    return evaluate(
        Answer(
            row["code"],
            row["critical"],
            None if levels.get(row["code"]) == "na" else levels.get(row["code"]),
            levels.get(row["code"]) == "na",
        )
        for row in skills_of(sheet["section"])
    )


def round_facts(data):
    results = [result(sheet) for sheet in data["assessments"]]
    return RoundFacts(
        title=data["title"],
        mode=data["mode"],
        baseline=data["baseline"],
        opened=parsed(data["opened"]),
        closed=parsed(data["closed"]),
        people=len({sheet["member"] for sheet in data["assessments"]}),
        assessments=len(results),
        rated=sum(found.rated for found in results),
        not_applicable=sum(found.not_applicable for found in results),
        not_answered=sum(found.unanswered for found in results),
        hidden=len({sheet["member"] for sheet in data["assessments"]}) - 1,
    )


def phase_rows(sheets):
    phases = [str(result(sheet).phase) for sheet in sheets]
    return tuple(
        PhaseRow(phase, phases.count(phase)) for phase in ("foundational", "proficient", "expert")
    )


def levels_of(sheet):
    return {code: None if level == "na" else level for code, level in sheet["levels"].items()}


def coverage_rows(sheets):
    critical = [row for row in catalogue("skills") if row["critical"]]
    people = coverage(
        highest_levels((sheet["member"], levels_of(sheet)) for sheet in sheets),
        [row["code"] for row in critical],
    )
    rows = []
    for area in catalogue("competencies"):
        counts = [people[row["code"]] for row in critical if row["competency"] == area["code"]]
        ones = counts.count(1)
        rows.append(
            CoverageRow(
                area=area["short_name"],
                critical=len(counts),
                none=counts.count(0),
                one=ones,
                two_or_more=len(counts) - counts.count(0) - ones,
            )
        )
    return tuple(rows)


def priority_rows(case, sheets):
    skills = by_code("skills")
    found = gaps(
        [Sheet(sheet["member"], sheet["section"], levels_of(sheet)) for sheet in sheets],
        critical={code for code, row in skills.items() if row["critical"]},
        order=list(skills),
    )
    first = {gap.skill: gap for gap in reversed(found)}
    ranked = [gap for gap in found if first[gap.skill] is gap][:10]
    return tuple(
        PriorityRow(
            ability=skills[gap.skill]["name"],
            critical=gap.critical,
            no_colleague=gap.no_colleague,
            activity_codes=tuple(
                row["id"] for row in case["plan"]["activities"] if gap.skill in row["skills"]
            ),
            ranked=True,
            place=list(skills).index(gap.skill),
        )
        for gap in ranked
    )


def activity_row(row):
    skills = by_code("skills")
    areas = by_code("competencies")
    names = by_code("roles", "slug")
    sets = dict.fromkeys(skills[code]["skill_set"] for code in row["skills"])
    roles = [names[slug]["name"] for slug in sets]
    codes = [skills[code]["competency"] for code in row["skills"]]
    area = max(codes, key=codes.count) if codes else None
    return ActivityRow(
        code=row["id"],
        title=row["title"],
        group=areas[area]["short_name"] if area else "Means of the team",
        whom=row["audience"] if not row["participants"] else "; ".join(roles) or "Core team",
        start=parsed(row["start"]),
        end=parsed(row["end"]),
        skills=tuple(skills[code]["name"] for code in row["skills"]),
    )


GROUPS = {
    "personnel": "Personnel and capacity",
    "ta": "Technical assistance",
    "technical_assistance": "Technical assistance",
    "operations": "Operations",
    "cross": "Cross-cutting",
    "cross_cutting": "Cross-cutting",
}


def cost_rows(case):
    categories = by_code("cost_categories")
    domestic = {s["name"] for s in case["plan"]["funding_sources"] if s["type"] in DOMESTIC}
    decimals = DECIMALS[case["team"]["currency"]]
    for activity in case["plan"]["activities"]:
        start, end = parsed(activity["start"]), parsed(activity["end"])
        for line in activity["cost_lines"]:
            quantity, unit = Decimal(line["quantity"]), Decimal(line["unit_cost"])
            fundings = tuple(
                FundingShare(part["source"], None, part["status"], Decimal(part["percent"]))
                for part in line["funding"]
            )
            total = line_total(quantity, unit, decimals)
            split = split_line(BudgetLine("", "", "", total, start, end, fundings), decimals)
            category = categories[line["category"]]
            for part, years in zip(line["funding"], split, strict=True):
                yield CostRow(
                    activity_code=activity["id"],
                    category=category["name"],
                    category_group=GROUPS[category["group"]],
                    category_order=category["order"],
                    recurrence=line["recurrence"],
                    quantity=quantity,
                    unit_cost=unit,
                    amounts=tuple(years.items()),
                    source=part["source"],
                    domestic=part["source"] in domestic,
                    status=part["status"],
                    percent=Decimal(part["percent"]),
                    description=line.get("description", ""),
                )


def principle_rows(case):
    answers = {row["question"]: row for row in case["plan"]["checklist"]}
    return tuple(
        PrincipleAnswer(
            code=row["code"],
            group=row["group"].replace("_", " ").capitalize(),
            question=row["text"],
            answer=answers.get(row["code"], {}).get("answer", ""),
            note=answers.get(row["code"], {}).get("note", ""),
        )
        for row in catalogue("questions")
    )


def terms(case):
    roles, rows = by_code("roles", "slug"), []
    for slug in dict.fromkeys(position["role"] for position in case["positions"]):
        role = roles[slug]
        held = [position for position in case["positions"] if position["role"] == slug]
        names = {row["id"]: row["name"] for row in case["members"]}
        rows.append(
            TermsOfReference(
                title=role["name"],
                purpose=role["purpose"],
                duties=tuple(duty["text"] for duty in role["responsibilities"]),
                background=role["background"],
                dedication=f"{role['dedication']}. {role['location']}",
                held_by="; ".join(names[row["holder"]] for row in held if row["holder"]),
            )
        )
    return tuple(rows)
