"""Bodies around the team: three layers, who reports to whom, meetings, what is missing."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from roles import guide_examples
from roles.actions import save_checked
from roles.governance_page import GovernancePage
from roles.models import Body
from tests.access_roles import BODY
from tests.factories import BodyFactory

TODAY = datetime.date(2026, 11, 22)
LAYERS = ["governance_committee", "operations_management", "core_technical_team"]


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


def url(name, team, *args):
    return reverse(f"roles:{name}", args=[team.slug, *args])


def missing(bodies, can_edit=True):
    page = GovernancePage(SimpleNamespace(slug="tavaloa"), bodies, can_edit, TODAY)
    return [line.title for line in page.missing()]


def body(**changed):
    """A body to which nothing is missing."""
    values = {
        "pk": 1,
        "name": "Committee",
        "layer": Body.Layer.GOVERNANCE,
        "rhythm": Body.Rhythm.MONTHLY,
        "chair": "Director",
        "next_date": TODAY,
        "reports_to_id": None,
    }
    return Body(**values | changed)


def whole():
    return [body(pk=n, layer=layer, reports_to_id=9) for n, layer in enumerate(LAYERS, 1)]


def test_layers_have_the_keys_of_the_model_in_the_order_of_the_figure():
    layers = guide_examples.governance_layers("en")

    assert [layer["key"] for layer in layers] == LAYERS
    assert all(layer["task"] and layer["profiles"] for layer in layers)


@pytest.mark.parametrize("language", ["ar", "xx", "../fr", ""])
def test_layers_fall_back_to_english(language):
    layers = guide_examples.governance_layers(language)

    assert layers[0]["task"].startswith("HIS strategy")


@pytest.mark.parametrize(("days", "said"), [(-1, False), (0, True), (1, True)])
def test_card_calls_no_past_meeting_the_next(days, said):
    met = body(next_date=TODAY + datetime.timedelta(days=days), layer=Body.Layer.WORKING_GROUP)
    page = GovernancePage(SimpleNamespace(slug="tavaloa"), [met], False, TODAY)

    (card,) = page.beside()

    assert any("Next on" in fact for fact in card.facts) is said


def test_nothing_is_missing_when_everything_is_said():
    assert missing(whole()) == []


def test_layers_without_a_body_are_missing_first_in_their_order():
    found = missing([body(chair="")])

    assert found == [
        "Name who manages operations",
        "Give the core technical team a meeting of its own",
        "Say who chairs Committee",
    ]


@pytest.mark.parametrize(
    ("changed", "title"),
    [
        ({"next_date": TODAY - datetime.timedelta(days=1)}, "Enter the next meeting of Committee"),
        ({"next_date": None}, "Set the next meeting of Committee"),
        ({"chair": ""}, "Say who chairs Committee"),
        ({"layer": "working_group", "reports_to_id": None}, "Say to whom Committee reports"),
        ({"next_date": None, "rhythm": "as_needed"}, None),
        ({"next_date": TODAY}, None),
        ({"reports_to_id": None}, None),
    ],
)
def test_what_one_body_lacks(changed, title):
    found = missing([*whole(), body(**changed)])

    assert found == ([title] if title else [])


def test_reader_sees_what_is_missing_without_links(client, viewer, team):
    BodyFactory(team=team)
    client.force_login(viewer)

    response = client.get(url("governance", team))

    assert response.context["next"] is None
    assert "Name who manages operations" in response.content.decode()
    assert "/governance/new/" not in response.content.decode()


def test_lead_gets_the_first_missing_thing_as_next(signed_in, team):
    response = signed_in.get(url("governance", team))

    assert response.context["next"]["title"] == "Name the governance committee"
    assert response.context["next"]["url"].endswith("?layer=governance_committee")


def test_page_shows_bodies_in_layers_and_meetings_in_order(signed_in, team):
    committee = BodyFactory(team=team, name="Steering", next_date=datetime.date(2027, 3, 1))
    BodyFactory(
        team=team,
        name="HIS unit",
        layer="operations_management",
        reports_to=committee,
        next_date=datetime.date(2027, 1, 4),
    )
    BodyFactory(team=team, name="FHIR group", layer="working_group")

    response = signed_in.get(url("governance", team))

    titles = [[card.title for card in lane.cards] for lane in response.context["lanes"]]
    assert titles == [["Steering"], ["HIS unit"], []]
    assert [card.title for card in response.context["beside"]] == ["FHIR group"]
    assert [m.body.name for m in response.context["meetings"]] == ["HIS unit", "Steering"]
    assert "Reports to Steering" in response.content.decode()


def test_new_body_proposes_what_is_known(signed_in, team):
    team.governing_body = "Health information board"
    team.save()

    page = signed_in.get(url("body_create", team) + "?layer=governance_committee")
    strange = signed_in.get(url("body_create", team) + "?layer=anything")

    assert page.context["form"]["name"].value() == "Health information board"
    assert "HIS strategy" in page.context["form"]["task"].value()
    assert strange.status_code == 200 and not strange.context["form"]["layer"].value()


def test_body_is_saved_with_a_date_of_the_past(signed_in, team):
    signed_in.post(url("body_create", team), BODY)

    assert Body.objects.get(team=team).next_date == datetime.date(2020, 1, 31)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 161),
        ("name", "a\x00b"),
        ("chair", "x" * 161),
        ("layer", ""),
        ("layer", "cabinet"),
        ("rhythm", "hourly"),
        ("next_date", "soon"),
        ("reports_to", "0"),
        ("reports_to", "x"),
        ("task", "x" * 1001),
        ("note", "x" * 1001),
    ],
)
def test_bad_body_is_refused_at_its_field(field, value, signed_in, team):
    response = signed_in.post(url("body_create", team), BODY | {field: value})

    assert list(response.context["form"].errors) == [field]
    assert not Body.objects.exists()


def test_body_of_another_team_is_not_offered_nor_found(signed_in, team):
    foreign = BodyFactory()

    response = signed_in.post(url("body_create", team), BODY | {"reports_to": foreign.pk})

    assert list(response.context["form"].errors) == ["reports_to"]
    assert signed_in.get(url("body_edit", team, foreign.pk)).status_code == 404


def test_model_refuses_to_report_to_another_team(team):
    row = Body(team=team, name="Unit", layer="other", reports_to=BodyFactory())

    assert not row.reports_to.team == team
    with pytest.raises(ValidationError, match="Choose a body of this team"):
        row.full_clean()


@pytest.mark.parametrize("length", [2, 3, 5])
def test_loop_is_refused_at_reports_to(length, signed_in, team):
    top = above = BodyFactory(team=team)
    for _number in range(length - 1):
        above = BodyFactory(team=team, reports_to=above)

    response = signed_in.post(
        url("body_edit", team, top.pk), BODY | {"reports_to": above.pk, "seen": 1}
    )

    assert "reports to this body already" in str(response.context["form"].errors["reports_to"])
    top.refresh_from_db()
    assert top.reports_to is None


def test_loop_that_two_editors_make_together_is_refused_when_saving(team, lead):
    first, second = BodyFactory(team=team), BodyFactory(team=team)
    first.reports_to = second
    Body.objects.filter(pk=second.pk).update(reports_to=first)

    assert not save_checked(first, team=team, by=lead)


def test_loop_in_the_database_does_not_hang_a_page(signed_in, team):
    first = BodyFactory(team=team)
    second = BodyFactory(team=team, reports_to=first)
    Body.objects.filter(pk=first.pk).update(reports_to=second)
    third = BodyFactory(team=team)

    answer = signed_in.post(
        url("body_edit", team, third.pk), BODY | {"reports_to": first.pk, "seen": 1}
    )

    assert answer.status_code == 302
    assert signed_in.get(url("governance", team)).status_code == 200


def test_database_keeps_a_body_from_reporting_to_itself(team):
    row = BodyFactory(team=team)

    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.filter(pk=row.pk).update(reports_to=row.pk)


def test_database_keeps_names_apart_within_a_team(team):
    BodyFactory(team=team, name="HIS unit")
    BodyFactory(name="HIS unit")

    with pytest.raises(IntegrityError), transaction.atomic():
        BodyFactory(team=team, name="HIS unit")


def test_name_that_is_taken_is_refused_at_the_name(signed_in, team):
    BodyFactory(team=team, name=BODY["name"])

    response = signed_in.post(url("body_create", team), BODY)

    assert list(response.context["form"].errors) == ["name"]


def test_second_editor_is_told_what_the_first_entered(signed_in, team):
    row = BodyFactory(team=team)
    page = url("body_edit", team, row.pk)
    signed_in.post(page, BODY | {"chair": "Theirs", "seen": 1})

    response = signed_in.post(page, BODY | {"chair": "Mine", "seen": 1})

    text = response.content.decode()
    assert "Somebody else saved this" in text and "Theirs" in text and "Mine" in text


def test_deleting_a_body_leaves_those_below_without_one_above(signed_in, team):
    top = BodyFactory(team=team)
    below = BodyFactory(team=team, reports_to=top)

    signed_in.post(url("body_delete", team, top.pk), {"seen": "1"})

    below.refresh_from_db()
    assert below.reports_to is None


def test_page_takes_the_same_queries_with_ten_more_bodies(signed_in, team, query_count):
    top = BodyFactory(team=team)
    BodyFactory(team=team, reports_to=top)
    before = query_count(lambda: signed_in.get(url("governance", team)))
    for layer in [*LAYERS, "working_group", "other"] * 2:
        BodyFactory(team=team, layer=layer, reports_to=top, next_date=TODAY)

    assert query_count(lambda: signed_in.get(url("governance", team))) == before
    assert before < 20


@pytest.mark.parametrize(
    "read", [guide_examples.governance_layers, guide_examples.staffing_example]
)
def test_french_has_every_text_of_the_guides_examples(read):
    texts = zip(read("en"), read("fr"), strict=True)

    assert all(english["task"] != french["task"] for english, french in texts)
