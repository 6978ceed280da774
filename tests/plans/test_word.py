"""The Word plan: what of people it says, in which language, at what cost."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from assessments.models import Assessment, Consent
from plans.ledger import plan_totals
from plans.plan_document import plan_document
from roles.models import Role, Skill
from tests.factories import (
    ActivityFactory,
    AssessmentFactory,
    CostLineFactory,
    FundingFactory,
    FundingSourceFactory,
    MemberFactory,
    PositionFactory,
    RatingFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(team, plan):
    return reverse("plans:file", args=[team.slug])


def test_word_plan_is_a_file_with_a_name(client, viewer, url, plan):
    client.force_login(viewer)

    response = client.get(url)

    name = "tavaloa-capacity-building-plan-2027-2029.docx"
    assert f'filename="{name}"' in response["Content-Disposition"]
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(response.content)).paragraphs)
    assert plan.title in text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Plan de renforcement 2027/2029", "nande-plan-de-renforcement-2027-2029-fr"),
        ("Capacités — équipe", "nande-capacites-equipe-fr"),
        ("خطة", "nande-fr"),
    ],
)
def test_file_name_has_words_years_and_a_foreign_language(title, name, page, url, plan):
    plan.team.country, plan.title = "Nandé", title
    plan.team.save()
    plan.save()

    response = page.get(url, {"language": "fr"})

    assert f'filename="{name}.docx"' in response["Content-Disposition"]


@pytest.mark.parametrize("language", ["en", "fr", "pt", "es", "ar", "xx", ""])
def test_word_plan_in_every_language_and_none(language, page, url):
    response = page.get(url, {"language": language})

    assert response.status_code == 200


def test_team_with_a_language_of_its_own_gets_english(page, url, team):
    team.language = "tet"
    team.save()

    assert page.get(url).status_code == 200


def test_catalogue_words_come_in_the_language_of_the_document(plan):
    PositionFactory(team=plan.team)
    Skill.objects.get(code="OL-01")

    document = plan_document(plan, "fr")

    assert document.positions[0].engagement


def test_document_of_a_few_people_carries_no_aggregates(plan, counted_sheet):
    """Of five, four are left to each of them, who knows the own levels."""
    for _ in range(5):
        counted_sheet({"OL-04": 0})

    document = plan_document(plan, "en")

    assert (document.round.people, document.round.hidden) == (5, 0)
    assert (document.phases, document.coverage) == ((), ())


def test_document_of_six_people_counts_phases_and_coverage(plan, counted_sheet):
    for level in (0, 1, 2, 2, 3, 3):
        counted_sheet({"OL-04": level})

    document = plan_document(plan, "en")

    assert sum(row.count for row in document.phases) == 6
    assert sum(row.two_or_more for row in document.coverage) == 1


@pytest.mark.parametrize("what", Consent.What.values)
def test_totals_in_documents_leave_five_people_beside_those_who_consent(
    page, url, plan, counted_sheet, what
):
    sheets = [counted_sheet({"OL-04": 0}) for _ in range(6)]
    assert "Phases of the team" in plain_words(page.get(url).content)

    Consent.objects.create(member=sheets[0].member, what=what)

    text = plain_words(page.get(url).content)
    assert "Phases of the team" not in text and "critical skills covered by" not in text
    counted_sheet({"OL-04": 0})
    assert plan_document(plan, "en").phases


@pytest.mark.parametrize(("assessed_before", "shown"), [(0, True), (4, False), (5, True)])
def test_totals_in_documents_leave_five_people_or_nobody_to_an_assessor(
    plan, assessor, closed_round, counted_sheet, assessed_before, shown
):
    """Six people whom the assessor knows, and a few or none from an earlier round."""
    earlier = RoundFactory(team=plan.team, closed=closed_round.opened, opened=closed_round.opened)
    for _ in range(assessed_before):
        sheet = counted_sheet({"OL-04": 0})
        Assessment.objects.filter(pk=sheet.pk).update(round=earlier)
    for _ in range(6):
        counted_sheet({"OL-04": 1})
    closed_round.assessors.add(assessor)

    assert bool(plan_document(plan, "en").phases) is shown


def test_totals_in_documents_wait_until_a_later_round_hides_enough_people(
    plan, closed_round, counted_sheet
):
    members = [counted_sheet({"OL-04": 0}).member for _ in range(6)]
    before = plan_document(plan, "en")
    later = RoundFactory(team=plan.team, title="Follow-up", closed=date(2026, 12, 1))

    def again(member):
        sheet = AssessmentFactory(
            round=later, member=member, state="submitted", submitted_at=timezone.now()
        )
        RatingFactory(assessment=sheet, code="OL-04", level=2)

    for member in members[:5]:
        again(member)
    waiting = plan_document(plan, "en")
    again(MemberFactory(team=plan.team))
    after = plan_document(plan, "en")

    assert waiting.phases == before.phases and waiting.coverage == before.coverage
    assert (waiting.round.title, waiting.round.waiting) == (before.round.title, "Follow-up")
    assert (after.round.title, after.round.waiting) == ("Follow-up", "")
    assert sum(row.two_or_more for row in after.coverage) == 1


def test_priorities_name_abilities_once_and_never_people(plan, counted_sheet):
    sheets = [counted_sheet({"OL-04": 0, "OL-05": 1}) for _ in range(6)]
    activity = ActivityFactory(plan=plan, code="A-05")
    activity.skills.add(Skill.objects.get(code="OL-04"))

    document = plan_document(plan, "en")

    assert [row.activity_codes for row in document.priorities] == [("A-05",), ()]
    assert not any(sheet.member.name in str(document.priorities) for sheet in sheets)


def plain_words(content):
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def named(*codes):
    """The skills' names, in the order of the codes."""
    return [Skill.objects.get(code=code).name for code in codes]


def build(plan, *codes, **activity):
    made = ActivityFactory(plan=plan, **activity)
    made.skills.add(*Skill.objects.filter(code__in=codes))
    return made


def test_priorities_of_a_few_are_the_skills_that_activities_name(plan, counted_sheet):
    counted_sheet({"OL-04": 2, "OL-05": 0, "OL-06": 0})
    build(plan, "OL-06", "OL-04", code="A-05")
    build(plan, "OL-05", status="cancelled")

    document = plan_document(plan, "en")

    assert [row.ability for row in document.priorities] == named("OL-04", "OL-06")


@pytest.mark.parametrize("reader", ["viewer", "lead"])
def test_word_plan_of_a_few_tells_nobody_the_gaps_of_one(
    reader, client, request, url, plan, counted_sheet
):
    counted_sheet({"OL-04": 0, "OL-05": 1})
    build(plan, "OL-04")
    client.force_login(request.getfixturevalue(reader))

    text = plain_words(client.get(url).content)

    hidden, shown = named("OL-05", "OL-04")
    assert shown in text and hidden not in text
    assert "Rank" not in text
    assert "an order for so few would disclose" in text


def test_skill_without_an_activity_needs_five_people_rated_in_it(plan, counted_sheet):
    for _ in range(6):
        counted_sheet({"OL-04": 1})
    counted_sheet({"OL-05": 0, "OL-06": 0})
    build(plan, "OL-06", code="A-05")

    document = plan_document(plan, "en")

    rows = {row.ability: (row.activity_codes, row.ranked) for row in document.priorities}
    assert rows == dict(zip(named("OL-04", "OL-06"), [((), True), (("A-05",), False)], strict=True))


@pytest.mark.parametrize("level", [0, 2, 3])
def test_skill_that_few_are_rated_in_has_no_rank_and_is_named_at_every_level(
    page, url, plan, counted_sheet, level
):
    """The table names who is the server administrator."""
    for _ in range(6):
        counted_sheet({"OL-04": 1})
    counted_sheet({"SA-03": 1, "SA-05": level}, slug="server-administrator")
    activity = build(plan, "SA-05", "SA-03", code="A-05")
    FundingFactory(line__activity=activity)

    rows = Document(BytesIO(page.get(url).content)).tables
    text = plain_words(page.get(url).content)

    (table,) = [table for table in rows if table.cell(0, 0).text == "Rank"]
    found = [[cell.text for cell in row.cells[:3]] for row in table.rows[1:]]
    (first, second, third) = named("OL-04", "SA-03", "SA-05")
    assert [row[:2] for row in found] == [["1", first], ["–", second], ["–", third]]
    assert "nobody to stand in" not in str(found[1:])
    assert "It answers priority" not in text


def test_hidden_thread_from_a_gap_names_no_activity(plan, counted_sheet):
    sheets = [counted_sheet({"OL-04": 0}) for _ in range(6)]
    skill = Skill.objects.get(code="OL-04")
    ActivityFactory(plan=plan).gaps.create(assessment=sheets[0], skill=skill, level=0, target=2)

    (row,) = plan_document(plan, "en").priorities

    assert row.activity_codes == ()


def test_coverage_is_one_row_unless_each_area_has_five_people(page, url, plan, counted_sheet):
    for level in (0, 1, 2, 2, 3, 3):
        counted_sheet({"OL-04": level})

    (row,) = plan_document(plan, "en").coverage

    assert (row.area, row.critical, row.two_or_more) == ("", 35, 1)
    assert "Areas are not shown one by one" in plain_words(page.get(url).content)


def test_coverage_is_by_area_when_each_has_five_people(plan, counted_sheet):
    roles = Role.objects.current().filter(skills__critical=True, role_class="core").distinct()
    for role in roles:
        for _ in range(6):
            codes = role.skills.filter(critical=True).values_list("code", flat=True)
            counted_sheet(dict.fromkeys(codes, 2), slug=role.slug)

    rows = plan_document(plan, "en").coverage

    assert len(rows) > 1 and all(row.area for row in rows)


def test_activities_name_roles_and_not_people(plan):
    activity = ActivityFactory(plan=plan, audience="A1 and candidates")
    activity.participants.add(MemberFactory(team=plan.team, name="Semisi Faleono"))
    activity.skills.add(Skill.objects.get(code="OL-04"))

    (row,) = plan_document(plan, "en").activities

    assert row.whom == "Operational Lead"


def test_activity_without_skills_is_for_the_core_team(plan):
    activity = ActivityFactory(plan=plan)
    activity.participants.add(MemberFactory(team=plan.team))

    (row,) = plan_document(plan, "en").activities

    assert row.whom == "Core team"


def test_costs_of_the_document_are_those_of_the_plan(plan, ministry):
    dated = CostLineFactory(activity__plan=plan, unit_cost="1000.01")
    FundingFactory(line=dated, source=ministry, status="secured", percent=60)
    FundingFactory(line=dated, percent=40)
    FundingFactory(line__activity=ActivityFactory(plan=plan, start=None, end=None))
    CostLineFactory(activity__plan=plan, activity__status="cancelled")

    document = plan_document(plan, "en")

    assert sum(row.total for row in document.costs) == plan_totals(plan).total
    assert {year for row in document.costs for year, _amount in row.amounts} == {2027, None}
    assert len(document.activities) == 2


def test_terms_stand_once_a_role_and_hold_the_duties(plan):
    PositionFactory.create_batch(2, team=plan.team)

    (terms,) = plan_document(plan, "en").terms

    assert terms.title == "Operational Lead"
    assert terms.duties


def test_word_plan_keeps_its_number_of_queries(
    page, url, plan, counted_sheet, django_assert_max_num_queries, django_assert_num_queries
):
    def grow(count):
        for _ in range(count):
            sheet = counted_sheet({"OL-04": 0})
            activity = ActivityFactory(plan=plan)
            activity.participants.add(sheet.member)
            activity.skills.add(Skill.objects.get(code="OL-04"))
            source = FundingSourceFactory(plan=plan)
            FundingFactory(line__activity=activity, source=source, status="secured")
            PositionFactory(team=plan.team, holder=sheet.member)

    grow(6)
    with django_assert_max_num_queries(29) as before:
        page.get(url)

    grow(10)

    with django_assert_num_queries(len(before)):
        page.get(url)
