"""The page of the change between two rounds, and of self beside assessor."""

import datetime
import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Rating
from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from roles.models import Skill, SkillCrosswalk
from tests.assessments.test_result_pages import assess, get
from tests.cases import NAMES, load_expected
from tests.factories import (
    MemberFactory,
    PositionFactory,
    RatingFactory,
    RoundFactory,
    TeamAccessFactory,
)

pytestmark = pytest.mark.django_db
JANUARY, MAY, JULY = (datetime.date(2027, month, 1) for month in (1, 5, 7))


def picture(user, team, name):
    client = Client()
    client.force_login(user)
    return client.get(reverse("assessments:picture", args=[team.slug, name]))


def closed_round(team, day, **values):
    return RoundFactory(team=team, opened=day, closed=day, title=f"Round of {day}", **values)


@pytest.mark.parametrize("name", NAMES)
def test_pages_show_the_expected_figures_of_the_cases(name):
    team = import_workspace((FOLDER / f"{name}.json").read_bytes())
    lead = TeamAccessFactory(team=team).user
    expected = load_expected(name)

    page = get(lead, "results", team).context
    change = get(lead, "change", team).context

    assert [
        {
            "member": row.sheet.member.code,
            "section": row.sheet.section.slug,
            "rated": row.sheet.result.rated,
            "mean": row.sheet.result.mean_text,
            "phase": row.phase.key or "not_enough_data",
            "held_back": bool(row.sheet.result.held_back),
            "at_zero": list(row.sheet.result.at_zero),
        }
        for row in page["rows"]
    ] == expected["assessments"]
    tiles = [tile for row in page["coverage"] for tile in row.tiles]
    # A role without a sheet has no number on the page; nobody is what the figures say.
    assert {tile.code: tile.count or 0 for tile in tiles} == expected["coverage"]
    rows = change["compared"].rows if expected["changes"] else []
    assert [
        {
            "member": row.after.member.code,
            "section": row.after.section.slug,
            "baseline_mean": row.before.result.mean_text,
            "latest_mean": row.after.result.mean_text,
        }
        for row in rows
    ] == expected["changes"]
    assert ("too_few_rounds" in change) == (not expected["changes"])


def test_change_of_lakhana_names_who_was_not_assessed_again():
    team = import_workspace((FOLDER / "lakhana.json").read_bytes())
    lead = TeamAccessFactory(team=team).user

    page = get(lead, "change", team)

    assert "+0.33" in page.content.decode()
    assert not page.context["joined"]
    assert len(page.context["not_again"]) == 4
    trainers = next(row for row in page.context["by_role"] if row.label == "Trainer")
    assert (trainers.same.people_after, trainers.whole.people_after) == (1, 2)


def test_joined_left_and_not_assessed_again_are_told_apart(team, lead, member):
    first, second = closed_round(team, JANUARY, baseline=True), closed_round(team, MAY)
    stays, gone, new = MemberFactory.create_batch(3, team=team)
    PositionFactory(team=team, holder=stays)
    for one in (member, stays, gone):
        assess(first, one, level=1)
    for one in (member, new):
        assess(second, one, level=2)

    page = get(lead, "change", team).context

    assert (page["joined"], page["left"], page["not_again"]) == ([new], [gone], [stays])
    (role,) = page["by_role"]
    assert (role.same.people_after, role.same.change) == (1, 1)
    assert (role.whole.people_before, role.whole.people_after) == (3, 4)
    assert role.whole.after == 1.5


def test_rounds_of_different_modes_are_compared_with_a_caution(team, lead, member):
    assess(closed_round(team, JANUARY, baseline=True), member)
    second = closed_round(team, MAY, mode="third_party")
    assess(second, member, level=2)

    warned = get(lead, "change", team).content.decode()
    second.mode = "self"
    second.save()
    calm = get(lead, "change", team).content.decode()

    assert "Compare with caution." in warned
    assert "Self-administered, then Guided by a third party" in warned
    assert "Compare with caution." not in calm


def test_two_rounds_can_be_chosen_and_nonsense_is_told(team, lead, member):
    rounds = [closed_round(team, day) for day in (JANUARY, MAY, JULY)]
    for level, one in enumerate(rounds):
        assess(one, member, level=level)
    address = reverse("assessments:change", args=[team.slug])
    client = Client()
    client.force_login(lead)

    latest = client.get(address)
    chosen = client.get(address, {"before": rounds[0].pk, "after": rounds[2].pk})
    backwards = client.get(address, {"before": rounds[2].pk, "after": rounds[0].pk})
    foreign = client.get(address, {"before": RoundFactory(closed=JULY).pk})

    assert latest.context["compared"].rows[0].mean_change == 1
    assert chosen.context["compared"].rows[0].mean_change == 2
    assert "closed after the first one" in backwards.content.decode()
    assert foreign.status_code == 200
    assert "compared" not in foreign.context


def test_change_is_narrowed_to_a_role_by_the_address(team, lead, viewer, member):
    first, second = closed_round(team, JANUARY, baseline=True), closed_round(team, MAY)
    for slug in ("operational-lead", "trainer"):
        assess(first, member, level=1, slug=slug)
        assess(second, member, level=2, slug=slug)
    client = Client()
    client.force_login(lead)
    address = reverse("assessments:change", args=[team.slug])

    page = client.get(address, {"role": "trainer"}).context
    odd = client.get(address, {"role": "nobody"})

    assert [row.after.section.slug for row in page["compared"].rows] == ["trainer"]
    assert [group.label for group in page["by_role"]] == ["Trainer"]
    assert {group.label[:2] for group in page["by_skill"]} == {"TR"}
    assert "Select a valid choice" in odd.text
    assert 'name="role"' not in get(viewer, "change", team).text


def test_latest_round_is_compared_with_its_reference(team, lead, member):
    baseline = closed_round(team, JANUARY, baseline=True)
    middle = closed_round(team, MAY)
    latest = closed_round(team, JULY)
    for level, one in enumerate((baseline, middle, latest)):
        assess(one, member, level=level)

    without = get(lead, "change", team).context["compared"]
    latest.reference = middle
    latest.save()
    referred = get(lead, "change", team).context["compared"]

    assert (without.before, referred.before) == (baseline, middle)


def test_skill_that_was_renamed_is_compared_with_its_earlier_levels(team, lead, member):
    old = assess(closed_round(team, JANUARY, baseline=True), member, level=1)
    assess(closed_round(team, MAY), member, level=3)
    SkillCrosswalk.objects.create(old="OL-02", new="OL-01", kind="merged", since="2027.1")
    Rating.objects.filter(assessment=old, skill__code="OL-01").delete()

    (row,) = get(lead, "change", team).context["compared"].rows

    assert (row.pairs[0].skill, row.pairs[0].change, row.pairs[0].exact) == ("OL-01", 2, False)


def test_others_see_moves_of_five_people_in_the_default_rounds_only(team, viewer):
    rounds = [closed_round(team, day) for day in (JANUARY, MAY, JULY)]
    for person in MemberFactory.create_batch(5, team=team, name="Somebody Hidden"):
        for level, one in enumerate(rounds):
            assess(one, person, level=level)
    address = reverse("assessments:change", args=[team.slug])
    client = Client()
    client.force_login(viewer)

    default = client.get(address)
    chosen = client.get(address, {"before": rounds[0].pk, "after": rounds[2].pk})
    rounds[2].assessments.first().delete()
    few = client.get(address)

    assert default.context["totals"].up == 80
    assert "Somebody Hidden" not in default.content.decode()
    for page in (chosen, few):
        assert "totals" not in page.context
        assert "Totals of the team are hidden." in page.content.decode()


def test_differences_are_the_largest_first_and_the_agreed_level_counts(team, lead, member):
    sheet = assess(closed_round(team, JANUARY), member, level=1)
    skills = {skill.code: skill for skill in Skill.objects.filter(code__in=["OL-01", "OL-02"])}
    for code, whose, level in (
        ("OL-01", "assessor", 2),
        ("OL-02", "assessor", 0),
        ("OL-02", "agreed", 3),
    ):
        Rating.objects.create(assessment=sheet, skill=skills[code], whose=whose, level=level)

    page = get(lead, "differences", team).context

    assert [(row.skill.code, row.difference, row.whose) for row in page["rows"]] == [
        ("OL-02", 2, "agreed"),
        ("OL-01", 1, "assessor"),
    ]
    assert page["counts"] == {"higher": 0, "same": 0, "lower": 2}


def test_workbook_holds_what_the_reader_sees_and_no_formula(team, lead, viewer, member):
    member.name = "=1+1\uffff"  # what no workbook can hold is left out
    member.save()
    assess(closed_round(team, JANUARY, baseline=True), member, level=1)
    sheet = assess(closed_round(team, MAY), member, level=2)
    RatingFactory(assessment=sheet, code="OL-01", whose="assessor", level=0)

    full = openpyxl.load_workbook(io.BytesIO(get(lead, "results_workbook", team).content))
    bare = openpyxl.load_workbook(io.BytesIO(get(viewer, "results_workbook", team).content))

    assert full.sheetnames == [
        "About", "Heat map", "Coverage", "Phases by role", "Phases", "Change", "Self and assessor",
    ]  # fmt: skip
    (spread,) = full["Phases by role"].iter_rows(min_row=2, values_only=True)
    assert spread == ("Operational Lead", 1, 1, 0, 0, 0, 1.88, 1.88)
    last = full["Self and assessor"][2]
    assert [cell.value for cell in last][4:] == [2, 0, "Assessor level", -2]
    assert full["Phases"]["A2"].value == "=1+1"
    assert full["Phases"]["A2"].data_type == "s"
    assert full["Phases"]["E2"].value == 1.88
    assert bare.sheetnames == ["About"]


def test_workbook_of_one_result_holds_its_page_and_follows_the_radar(team, lead, viewer, member):
    assess(closed_round(team, JANUARY, baseline=True), member, level=1, slug="trainer")
    assess(closed_round(team, MAY), member, level=3, slug="trainer")
    address = reverse("assessments:sheet_result_workbook", args=[team.slug, member.pk, "trainer"])
    client = Client()
    client.force_login(lead)

    book = openpyxl.load_workbook(io.BytesIO(client.get(address).content))
    earlier = openpyxl.load_workbook(
        io.BytesIO(client.get(address, {"compare": "baseline"}).content)
    )

    assert book.sheetnames == ["About", "Skills", "By competency"]
    code, *_words, level, change, text, whose = next(
        book["Skills"].iter_rows(min_row=2, values_only=True)
    )
    assert (code, level, change, whose) == ("TR-01", 3, 2, "Self level")
    assert text
    assert [cell.value for cell in book["By competency"][2]][1:3] == [2, 3]
    assert [cell.value for cell in earlier["By competency"][2]][1:3] == [1, 3]


@pytest.mark.parametrize("name", ["heat-map", "phases", "coverage", "roles"])
def test_pictures_are_files_without_style_and_escaped(team, lead, member, name):
    member.name = "<b>Semisi"
    member.save()
    assess(closed_round(team, JANUARY), member, level=2)

    response = picture(lead, team, name)

    drawn = response.content.decode()
    assert response["Content-Type"] == "image/svg+xml"
    assert "<svg" in drawn
    assert "<b>" not in drawn
    assert "style=" not in drawn
    assert picture(lead, team, "other").status_code == 404


def test_picture_of_roles_says_how_many_are_in_each_phase(team, lead, viewer):
    closed = closed_round(team, JANUARY)
    for level in (1, 1, 3):
        assess(closed, MemberFactory(team=team, name="Somebody"), level=level)

    drawn = picture(lead, team, "roles").content.decode()

    assert "Foundational 2, Expert 1" in drawn
    assert drawn.count("<circle") == 3
    assert "Somebody" not in drawn
    assert picture(viewer, team, "roles").status_code == 404


def test_radar_shows_target_or_baseline_beside_the_mean(team, lead, member):
    assess(closed_round(team, JANUARY, baseline=True), member, level=1, slug="trainer")
    assess(closed_round(team, MAY), member, level=3, slug="trainer")
    address = reverse("assessments:sheet_result", args=[team.slug, member.pk, "trainer"])
    client = Client()
    client.force_login(lead)

    target = client.get(address)
    baseline = client.get(address, {"compare": "baseline"})

    assert {row["other"] for row in target.context["spokes"]} == {2}
    assert {row["other"] for row in baseline.context["spokes"]} == {1}
    assert target.content.decode().count("<polygon") == 5
    assert client.get(f"{address}radar/").status_code == 200


def test_means_of_a_result_are_written_in_the_language_of_the_page(team, lead, member):
    assess(closed_round(team, JANUARY, baseline=True), member, level=1, slug="trainer")
    assess(closed_round(team, MAY), member, level=3, slug="trainer")
    client = Client(headers={"accept-language": "fr"})
    client.force_login(lead)

    page = client.get(reverse("assessments:sheet_result", args=[team.slug, member.pk, "trainer"]))

    assert page.context["facts"][-1]["value"] == "1,00"


@pytest.mark.parametrize("name", ["change", "differences", "results_workbook"])
def test_pages_cost_the_same_with_ten_more_people(team, lead, name):
    rounds = [closed_round(team, JANUARY, baseline=True), closed_round(team, MAY)]
    for person in MemberFactory.create_batch(2, team=team):
        for one in rounds:
            assess(one, person)
    client = Client()
    client.force_login(lead)
    address = reverse(f"assessments:{name}", args=[team.slug])

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for person in MemberFactory.create_batch(10, team=team):
        for one in rounds:
            assess(one, person)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(few) == len(many) <= 20
