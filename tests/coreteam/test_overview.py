"""The overview tells what is next, from facts, within a fixed number of queries."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from roles.models import EndedStage, Team, TeamAccess
from tests.factories import (
    ActivityFactory,
    AssessmentFactory,
    CostLineFactory,
    FundingFactory,
    MemberFactory,
    PlanFactory,
    PositionFactory,
    RatingFactory,
    RoundFactory,
    TeamAccessFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tavaloa():
    return import_workspace((FOLDER / "tavaloa.json").read_bytes())


def open_as(client, team, level=TeamAccess.Level.LEAD):
    client.force_login(TeamAccessFactory(team=team, level=level).user)
    return client.get(reverse("team_detail", kwargs={"slug": team.slug}))


def test_new_team_is_told_to_add_the_lead_first(client, team):
    response = open_as(client, team)

    assert "Operational Lead" in response.context["next"]["title"]
    assert [task["status"] for task in response.context["tasks"]] == [
        "completed",
        "not_started",
        "not_started",
        "cannot_start",
        "cannot_start",
        "not_started",
        "cannot_start",
    ]
    assert response.context["figures"] == []


def test_imported_team_shows_its_figures(client, tavaloa):
    response = open_as(client, tavaloa)

    figures = {figure["label"]: figure["value"] for figure in response.context["figures"]}
    assert figures["Core positions filled"] == "6 of 6"
    assert figures["Full-time equivalent in core roles"] == "2.10"
    assert response.context["risks"][0]["title"].startswith("24 of 35 critical skills")
    assert [part["amount"] for part in response.context["money"]["parts"]] == [
        "19,950",
        "48,100",
        "4,700",
    ]


def test_aggregates_of_two_people_are_kept_from_a_viewer(client, tavaloa):
    response = open_as(client, tavaloa, TeamAccess.Level.VIEWER)

    content = response.content.decode()
    assert "66 gaps" not in content and "24 of 35" not in content
    assert "whoever reads all levels by name" in content


def assess(team, level, **round_fields):
    """A person with this level in a skill, in a round that counts."""
    round_ = RoundFactory(team=team, closed=datetime.date(2026, 10, 30), **round_fields)
    sheet = AssessmentFactory(round=round_, state="submitted", submitted_at=timezone.now())
    RatingFactory(assessment=sheet, level=level)
    return sheet


def test_totals_that_would_give_away_the_only_unseen_person_are_hidden(client, team, assessor):
    for _number in range(4):
        assess(team, 3).round.assessors.add(assessor)
    last = assess(team, 0)
    client.force_login(assessor)
    url = reverse("team_detail", kwargs={"slug": team.slug})

    hidden = client.get(url)
    last.round.assessors.add(assessor)
    seen = client.get(url)

    assert "whoever reads all levels" in hidden.context["tasks"][4]["hint"]
    assert not [risk for risk in hidden.context["risks"] if "critical" in risk["title"]]
    assert seen.context["tasks"][4]["hint"].startswith("1 gap")
    assert [risk for risk in seen.context["risks"] if "critical" in risk["title"]]


@pytest.mark.parametrize("level", [0, 3])
def test_viewer_who_may_not_know_the_gaps_is_not_told_whether_there_are_any(
    client, team, viewer, level
):
    sheet = assess(team, level)
    for slug in ("operational-lead", "implementer-program"):
        PositionFactory(team=team, holder=sheet.member, slug=slug)
    Team.objects.filter(pk=team.pk).update(resource_constrained=True)
    EndedStage.objects.create(team=team, stage=EndedStage.Stage.OTHER_ROLES)
    client.force_login(viewer)

    card = client.get(reverse("team_detail", kwargs={"slug": team.slug})).context["next"]

    assert card["title"] == "Agree on the priorities"
    assert "whoever reads all levels" in card["reason"]


def what_a_viewer_reads(client, viewer, team):
    client.force_login(viewer)
    context = client.get(team.get_absolute_url()).context
    return context["next"], context["tasks"]


def test_gap_of_the_one_who_takes_part_is_told_to_no_viewer(client, team, viewer):
    """Six people, one in an activity for one skill: whether that is a gap says how she stands."""
    PositionFactory(team=team)
    sheets = [assess(team, 2, code=f"r{number}") for number in range(6)]
    activity = ActivityFactory(plan=PlanFactory(team=team))
    activity.participants.add(sheets[0].member)
    activity.skills.add(sheets[0].ratings.get().skill)

    without_a_gap = what_a_viewer_reads(client, viewer, team)
    sheets[0].ratings.update(level=1)

    assert what_a_viewer_reads(client, viewer, team) == without_a_gap


@pytest.mark.parametrize(
    ("who", "leads_to"), [("lead", "position_create"), ("viewer", "structure")]
)
def test_next_core_position_is_added_at_once_by_the_lead(client, team, who, leads_to, request):
    client.force_login(request.getfixturevalue(who))
    Team.objects.filter(pk=team.pk).update(
        country="T", sector="health", language="en", currency="USD", context="new"
    )

    card = client.get(reverse("team_detail", kwargs={"slug": team.slug})).context["next"]

    query = "?role=operational-lead" if who == "lead" else ""
    assert card["url"] == reverse(f"roles:{leads_to}", args=[team.slug]) + query


def test_skills_of_roles_nobody_was_assessed_in_are_told_apart(client):
    beloume = import_workspace((FOLDER / "beloume.json").read_bytes())

    risk = open_as(client, beloume).context["risks"][0]

    assert risk["text"] == "21 of them are of roles in which nobody has been assessed yet."


def test_member_is_told_of_the_own_sheet(client, team, member):
    sheet = AssessmentFactory(round__team=team, member=member)
    client.force_login(member.user)

    response = client.get(team.get_absolute_url())

    assert response.context["next"]["url"] == sheet.get_absolute_url()


def test_member_who_handed_in_sees_what_is_next_for_the_team(client, team, member):
    AssessmentFactory(
        round__team=team, member=member, state="submitted", submitted_at=timezone.now()
    )
    client.force_login(member.user)

    response = client.get(team.get_absolute_url())

    assert "own assessment" not in response.context["next"]["title"]


def test_stage_ended_by_the_lead_is_completed_until_undone(client, team):
    open_as(client, team)
    end = reverse("end_stage", kwargs={"slug": team.slug, "stage": 3})

    client.post(end)
    client.post(end)

    assert EndedStage.objects.filter(team=team, stage=3).count() == 1
    client.post(reverse("undo_stage", kwargs={"slug": team.slug, "stage": 3}))
    assert not EndedStage.objects.exists()


@pytest.mark.parametrize("stage", [1, 2, 4, 6, 8])
def test_stage_that_ends_by_facts_cannot_be_ended(client, team, stage):
    open_as(client, team)

    response = client.post(reverse("end_stage", kwargs={"slug": team.slug, "stage": stage}))

    assert response.status_code == 404


def test_overview_costs_the_same_queries_with_more_rows(
    client, tavaloa, django_assert_max_num_queries
):
    lead = TeamAccessFactory(team=tavaloa).user
    client.force_login(lead)
    url = reverse("team_detail", kwargs={"slug": tavaloa.slug})
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    for _number in range(10):
        PositionFactory(team=tavaloa, holder=MemberFactory(team=tavaloa))
        FundingFactory(line=CostLineFactory(activity=ActivityFactory(plan=tavaloa.plan)))

    with django_assert_max_num_queries(20) as many:
        client.get(url)

    assert len(many) == len(few)


def test_share_page_lists_what_is_open(client, tavaloa):
    client.force_login(TeamAccessFactory(team=tavaloa).user)

    response = client.get(reverse("share", kwargs={"slug": tavaloa.slug}))

    open_checks = [check for check in response.context["checks"] if check["kind"] == "warning"]
    texts = [check["text"] for check in open_checks]
    assert texts[0] == "1 is still open."  # the hosting says for whom it is to nobody
    assert {"53 are still open.", "21 are still open."} < set(texts)
    assert any("A-12, A-13." in text for text in texts)


def test_share_page_without_activities_says_what_to_do(client, team):
    PlanFactory(team=team)
    client.force_login(TeamAccessFactory(team=team).user)

    response = client.get(reverse("share", kwargs={"slug": team.slug}))

    assert "There is no plan to share yet" in response.content.decode()


def test_lead_takes_the_whole_team_as_a_file(client, tavaloa):
    client.force_login(TeamAccessFactory(team=tavaloa).user)

    response = client.get(reverse("workspace", kwargs={"slug": tavaloa.slug}))

    assert response["Content-Disposition"] == 'attachment; filename="tavaloa.json"'
    assert response.json()["format"] == "coreteam-workspace"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_overview_opens_in_every_language(client, tavaloa, language):
    client.cookies["django_language"] = language

    assert open_as(client, tavaloa).status_code == 200
