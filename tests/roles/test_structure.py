"""The board: lanes in order, the next to fill, what differs from the guide's advice."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from roles.models import Position, Role
from tests.factories import AssignmentFactory, MemberFactory, PositionFactory


@pytest.fixture
def url(team):
    return reverse("roles:structure", args=[team.slug])


def cards(response):
    lanes = [lane for group in response.context["groups"] for lane in group.lanes]
    return {lane.title: lane.cards for lane in lanes}


def kinds(response, lane):
    return [card.kind for card in cards(response)[lane]]


def test_new_team_begins_with_the_lead(client, lead, url):
    client.force_login(lead)

    response = client.get(url)

    assert kinds(response, "Operational Lead") == ["next"]
    assert "No positions yet" in response.content.decode()
    assert response.context["facts"] == []


def test_only_one_card_is_next(client, lead, team, url):
    PositionFactory(team=team)
    PositionFactory(team=team, slug="implementer-program")
    client.force_login(lead)

    response = client.get(url)

    everything = [card.kind for lane in cards(response).values() for card in lane]
    assert everything.count("next") == 1
    assert "next" in kinds(response, "Implementer")


def test_vacant_position_is_what_is_next(client, lead, team, url):
    position = PositionFactory(team=team, state="vacant", holder=None)
    client.force_login(lead)

    card = cards(client.get(url))["Operational Lead"][0]

    appoint = reverse("roles:appoint", args=[team.slug, position.pk])
    assert (card.kind, card.url) == ("next", appoint)


def test_holder_meant_for_a_position_under_recruitment_is_called_planned(client, lead, team, url):
    position = PositionFactory(team=team, slug="program-manager", state="recruiting", holder=None)
    AssignmentFactory(position=position, starts_on=None, undated_plan=True)
    client.force_login(lead)

    card = cards(client.get(url))["Program Manager"][0]

    assert card.facts[0] == "Planned, date not known yet"


def test_viewer_has_no_buttons(client, viewer, team, url):
    PositionFactory(team=team)
    client.force_login(viewer)

    page = client.get(url).content.decode()

    assert "/positions/" not in page
    assert "Next to fill" in page


def test_card_of_a_filled_position_says_who_pays_and_until_when(client, lead, team, url):
    holder = MemberFactory(team=team, contract_end=datetime.date(2028, 6, 30), in_country=False)
    PositionFactory(team=team, holder=holder, funding="external", fte="0.60")
    client.force_login(lead)

    card = cards(client.get(url))["Operational Lead"][0]

    assert card.title == holder.name and card.share == "0.60"
    assert [fact.replace("\xa0", " ") for fact in card.facts] == [
        "Money from outside",
        "Permanent",
        "Until 30 June 2028",
        "Outside the country",
    ]
    assert card.warning == "Leads from outside the country"


def test_warnings_stand_below_with_the_guides_reason(client, lead, team, url):
    PositionFactory(team=team, slug="server-administrator")
    client.force_login(lead)

    response = client.get(url)

    assert response.context["advice"][0].title == "Out of the recommended order"
    assert "The guide advises to fill the roles in order" in response.content.decode()


def test_resource_constrained_team_sees_later_steps_not_missing_ones(client, lead, team, url):
    team.resource_constrained = True
    team.save()
    client.force_login(lead)

    titles = [card.title for card in cards(client.get(url))["Server Administrator"]]

    assert titles == ["A later step"]


def test_resource_constrained_team_with_a_vacant_implementer_does_not_miss_the_other_side(
    client, lead, team, url
):
    team.resource_constrained = True
    team.save()
    PositionFactory(team=team)
    PositionFactory(team=team, slug="implementer-technical", state="vacant", holder=None)
    client.force_login(lead)

    other_side = cards(client.get(url))["Implementer"][-1]

    assert (other_side.label, other_side.title) == ("Implementer, program side", "A later step")
    assert other_side.text.startswith("One implementer is enough at first")


def test_resource_constrained_team_that_begins_is_told_that_one_implementer_is_enough(
    client, lead, team, url
):
    team.resource_constrained = True
    team.save()
    client.force_login(lead)

    sides = cards(client.get(url))["Implementer"]

    assert [side.title for side in sides] == ["No position yet", "No position yet"]
    assert all(side.text.startswith("One implementer is enough") for side in sides)


def test_other_team_sees_what_has_no_position(client, lead, url):
    client.force_login(lead)

    titles = [card.title for card in cards(client.get(url))["Server Administrator"]]

    assert titles == ["No position yet"]


def test_facts_count_core_positions(client, lead, team, url):
    PositionFactory(team=team, fte="0.60", funding="external")
    PositionFactory(team=team, slug="trainer-program", fte="0.50", state="vacant", holder=None)
    PositionFactory(team=team, slug="data-scientist", fte="0.10")
    client.force_login(lead)

    facts = client.get(url).context["facts"]

    assert facts == [
        "1 of 2 core positions filled",
        "1.10 full-time equivalents in core roles",
        "1 of 2 core positions paid from outside",
    ]


def test_closed_position_leaves_the_board_and_stands_in_the_list(client, lead, team, url):
    PositionFactory(team=team, state=Position.State.CLOSED, holder=None, local_title="Old post")
    client.force_login(lead)

    assert "Old post" not in client.get(url).content.decode()
    assert "Old post" in client.get(url, {"view": "list"}).content.decode()


@pytest.mark.parametrize("view", ["board", "list"])
def test_queries_do_not_grow_with_positions(view, client, lead, team, url, query_count):
    client.force_login(lead)
    PositionFactory(team=team)
    before = query_count(lambda: client.get(url, {"view": view}))

    for slug in ("trainer-program", "server-administrator") * 5:
        PositionFactory(team=team, slug=slug)

    assert query_count(lambda: client.get(url, {"view": view})) == before < 20


def test_position_of_a_retired_role_stays_on_the_board_and_keeps_its_role(client, lead, team, url):
    position = PositionFactory(team=team, slug="data-scientist")
    Role.objects.filter(slug="data-scientist").update(retired_at=timezone.now())
    client.force_login(lead)

    board = cards(client.get(url))
    page = client.get(position.get_absolute_url()).content.decode()

    assert [card.title for card in board["Data Scientist"]] == [position.holder.name]
    assert f'<option value="{position.role_id}" selected>' in page


@pytest.mark.parametrize(("person", "offered"), [("lead", True), ("viewer", False)])
def test_warning_shows_the_reason_that_the_team_gave_and_where_to_give_one(
    person, offered, client, team, url, request
):
    PositionFactory(team=team, slug="trainer-program", fte="0.30", note="Until the new budget")
    client.force_login(request.getfixturevalue(person))

    response = client.get(url)

    page = response.content.decode()
    assert "Note: Until the new budget" in page
    assert ("#id_note" in page) is offered
    assert all(row.text for advice in response.context["advice"] for row in advice.rows)


def test_seniority_is_asked_of_the_security_manager_only(client, lead, team):
    client.force_login(lead)
    new = reverse("roles:position_create", args=[team.slug])

    security = client.get(new, {"role": "security-manager"}).context["form"]
    expert = client.get(new, {"role": "subject-matter-expert"}).context["form"]

    assert "senior" in security.fields
    assert "senior" not in expert.fields
