"""The risks page: sentences with rows, what ends, and the question of a payer."""

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from coreteam.demo_data import FOLDER
from coreteam.workspace_import import import_workspace
from roles.formation_words import WARNING_WORDS, guide_links
from roles.models import Position, Team
from tests.factories import (
    AssessmentFactory,
    MemberFactory,
    PositionFactory,
    RatingFactory,
    RoundFactory,
    TeamAccessFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tavaloa(client):
    team = import_workspace((FOLDER / "tavaloa.json").read_bytes())
    client.force_login(TeamAccessFactory(team=team).user)
    return team


def page(client, team, **query):
    return client.get(reverse("risks", kwargs={"slug": team.slug}), query)


def test_risks_are_sentences_with_their_rows(client, tavaloa):
    risks = {risk.sentence: risk.rows for risk in page(client, tavaloa).context["risks"]}

    sentence = "3 of 6 core positions are paid from outside (50.0\N{NO-BREAK SPACE}%)."
    assert [row.text for row in risks[sentence]] == [
        "Implementer – Technical: Semisi Faleono",
        "Trainer – Program: Semisi Faleono",
        "Server Administrator: Semisi Faleono",
    ]
    assert any("before the plan does" in sentence for sentence in risks)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("person", "One person alone runs the servers."),
        ("organisation", "One organisation alone runs the servers."),
    ],
)
def test_servers_in_one_hand_name_its_kind_and_the_chapter_of_the_guide(
    client, lead, team, kind, words
):
    Team.objects.filter(pk=team.pk).update(personal_data=True)
    host = MemberFactory(team=team, kind=kind)
    PositionFactory(team=team, slug="server-administrator", holder=host)
    client.force_login(lead)

    risk = next(one for one in page(client, team).context["risks"] if one.sentence == words)

    assert risk.links[0][0].endswith("/is-my-project-ready-for-tracker.md")


def test_every_warning_of_the_guide_links_to_its_chapter():
    assert all(guide_links(words.source) for words in WARNING_WORDS.values())


@time_machine.travel("2027-12-01", tick=False)
def test_contract_that_ends_within_a_year_stands_on_the_line(client, tavaloa):
    client.force_login(TeamAccessFactory(team=tavaloa).user)  # the first sign-in has run out

    response = page(client, tavaloa)

    (end,) = response.context["ends"]
    assert end["member"] == "Semisi Faleono"
    assert end["what"].startswith("Contract: Implementer – Technical, ")
    content = response.content.decode()
    assert 'class="ends"' in content
    assert "<span>December 2027</span><span>December 2028</span>" in content


def test_nobody_in_the_country_names_the_holders(client, tavaloa):
    tavaloa.members.update(in_country=False)

    risks = {risk.sentence: risk.rows for risk in page(client, tavaloa).context["risks"]}

    rows = risks["Nobody in a core position works in the country."]
    assert "Operational Lead: Mele Tauvaka" in [row.text for row in rows]


def test_part_without_any_position_is_among_the_missing_time(client):
    team = TeamAccessFactory().team
    PositionFactory(team=team)
    client.force_login(team.accesses.get().user)

    risks = page(client, team).context["risks"]

    (rows,) = [risk.rows for risk in risks if "1.00 of the 4.00" in risk.sentence]
    assert [row.text for row in rows] == [
        "Implementer, program side: No position yet",
        "Implementer, technical side: No position yet",
        "Trainer, program or technical: No position yet",
    ]


def test_all_money_from_outside_takes_three_core_positions(client, tavaloa):
    fall = page(client, tavaloa, payer="*").context["fall"]

    assert fall["sentence"] == "3 positions fall, 3 of them core."
    assert fall["parts"] == ["Implementer, technical side", "Trainer, program or technical"]


def test_named_payer_takes_the_own_positions_only(client, tavaloa):
    Position.objects.filter(team=tavaloa, code="A2-2").update(payer="Bilateral project")

    fall = page(client, tavaloa, payer="Bilateral project").context["fall"]

    assert [row.text for row in fall["rows"]] == ["Trainer – Program: Semisi Faleono"]


@pytest.mark.parametrize("payer", ["nobody of that name", "x" * 5000, "\0"])
def test_unknown_payer_takes_nothing(client, tavaloa, payer):
    assert page(client, tavaloa, payer=payer).context["fall"]["rows"] == []


def test_team_without_a_position_is_told_what_comes(client, team):
    client.force_login(TeamAccessFactory(team=team).user)

    assert "No position yet" in page(client, team).content.decode()


def test_risks_cost_the_same_queries_with_more_rows(client, tavaloa, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as few:
        page(client, tavaloa)
    for _number in range(10):
        PositionFactory(team=tavaloa, holder=MemberFactory(team=tavaloa))

    with django_assert_max_num_queries(20) as many:
        page(client, tavaloa)

    assert len(many) == len(few)


def test_viewer_gets_links_that_a_viewer_may_open(client, tavaloa):
    client.force_login(TeamAccessFactory(team=tavaloa, level="viewer").user)

    rows = [row for risk in page(client, tavaloa).context["risks"] for row in risk.rows]

    assert {client.get(row.url).status_code for row in rows} == {200}


def sentences(client, team):
    return {risk.sentence: [row.text for row in risk.rows] for risk in risks(client, team)}


def risks(client, team):
    return page(client, team).context["risks"]


def test_two_people_in_five_core_roles_are_named(client, tavaloa):
    assert "2 people hold 5 core roles." in sentences(client, tavaloa)


def test_tavaloa_is_not_ready_for_a_tracker_by_two_skills(client, tavaloa):
    assert sentences(client, tavaloa)["Not ready for a tracker."] == [
        "Configure event and tracker programs (IT-07): level 0",
        "Configure program rules (IT-08): level 0",
    ]


def test_beloume_is_not_ready_for_a_tracker_by_security(client):
    team = import_workspace((FOLDER / "beloume.json").read_bytes())
    client.force_login(TeamAccessFactory(team=team).user)

    assert sentences(client, team)["Not ready for a tracker."] == [
        "Oversee security, ownership and compliance (OL-11): level 0",
        "Nobody is the security manager",
    ]


def test_levels_of_two_people_are_kept_from_a_viewer(client, tavaloa):
    client.force_login(TeamAccessFactory(team=tavaloa, level="viewer").user)

    assert "Not ready for a tracker." not in sentences(client, tavaloa)


def test_level_of_the_only_person_rated_in_a_skill_is_kept_from_a_viewer(client):
    """Five people were assessed, but the row would name the one technical implementer's level."""
    team = TeamAccessFactory(level="viewer").team
    client.force_login(team.accesses.get().user)
    round_ = RoundFactory(team=team, closed="2026-11-01")
    for _number in range(4):
        sheet = AssessmentFactory(round=round_, state="submitted", submitted_at=timezone.now())
        RatingFactory(assessment=sheet)
    alone = AssessmentFactory(
        round=round_,
        slug="implementer-technical",
        state="submitted",
        submitted_at=timezone.now(),
    )
    RatingFactory(assessment=alone, code="IT-07", level=0)
    PositionFactory(team=team, slug="security-manager")

    assert "Not ready for a tracker." not in sentences(client, team)
