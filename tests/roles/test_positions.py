"""Filling a position: against the advice is allowed, against a promise is not."""

import pytest
from django.urls import reverse

from roles.models import Member, Position, Role
from tests.factories import MemberFactory, PositionFactory


@pytest.fixture
def page(client, lead, team):
    client.force_login(lead)
    return Page(client, team)


class Page:
    """Posts the form of a position and keeps the answer."""

    def __init__(self, client, team):
        self.client, self.team = client, team
        self.url = reverse("roles:position_create", args=[team.slug])

    def get(self, **query):
        return self.client.get(self.url, query)

    def post(self, slug="operational-lead", url=None, **data):
        given = {"role": Role.objects.get(slug=slug).pk, "fte": "1.00", "vacancy": "vacant"}
        return self.client.post(url or self.url, given | {"funding": "domestic"} | data)


def test_member_of_the_team_takes_a_position(page, team):
    member = MemberFactory(team=team)

    response = page.post(holder=member.pk)

    position = team.positions.get()
    assert response.url == reverse("roles:structure", args=[team.slug])
    assert (position.code, position.holder, position.state) == ("P1", member, "filled")


def test_somebody_new_becomes_a_member_with_the_position(page, team):
    page.post(holder="new", new_name="Lupe", new_kind="organisation", new_in_country="")

    member = team.positions.get().holder
    assert (member.name, member.code, member.kind) == ("Lupe", "M1", "organisation")
    assert (member.in_country, member.engagement) == (False, "service_agreement")


def test_what_a_candidate_brings_is_saved_with_the_new_position(page, team):
    first, second = Role.objects.get(slug="trainer-program").prerequisites.all()[:2]
    checked = {f"p{first.pk}-answer": "has", f"p{second.pk}-answer": "can_obtain"}
    checked |= {f"p{second.pk}-by": "2027-03-01", f"p{second.pk}-note": "Course in March"}
    wrong = checked | {f"p{second.pk}-by": ""}
    lupe = {"holder": "new", "new_name": "Lupe", "new_engagement": "seconded"}

    refused = page.post("trainer-program", **lupe, **wrong).content.decode()
    nobodys = page.post("trainer-program", **checked)
    page.post("trainer-program", **lupe, **checked)

    assert "Enter the date by which it can be obtained." in refused
    assert "Choose whom you checked" in str(nobodys.context["form"].errors["holder"])
    position = team.positions.get()
    answers = position.prerequisite_answers.order_by("pk")
    assert position.holder.engagement == "seconded"
    assert [(a.member, a.answer, a.note) for a in answers] == [
        (position.holder, "has", ""),
        (position.holder, "can_obtain", "Course in March"),
    ]


def test_page_leads_through_the_three_steps(page):
    text = page.get(role="trainer-program").content.decode()

    steps = ["1. What this role is", "Background", "May be employed by", "Accepted from outside"]
    steps += ["2. Who will hold it", "Check what this candidate brings", "Can obtain it"]
    steps += ["3. From when", "Holder from", "Share of full time", "Name of who pays"]
    assert sorted(steps, key=text.index) == steps


def test_new_position_is_offered_as_it_would_be_saved(page, team):
    MemberFactory(team=team)

    form = page.get(role="data-scientist").context["form"]

    assert (form["holder"].value(), form["vacancy"].value()) == (None, "vacant")


def test_new_member_is_not_kept_when_the_position_is_refused(page, team):
    response = page.post(holder="new", new_name="Lupe", fte="7")

    assert "fte" in response.context["form"].errors
    assert not Member.objects.filter(team=team).exists()
    assert 'value="Lupe"' in response.content.decode()


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({"holder": "M", "starts_on": "2026-02-01", "ends_on": "2026-01-31"}, "ends_on", "before"),
        ({"holder": "M", "starts_on": "2027-02-01", "undated_plan": "on"}, "undated_plan", "both"),
        (
            {"holder": "M", "starts_on": "2026-01-01", "vacancy": "planned"},
            "starts_on",
            "be filled",
        ),
        ({"vacancy": "closed"}, "vacancy", "valid choice"),
        ({"holder": "new"}, "new_name", "Enter the name"),
        ({"holder": "M", "fte": "1.5"}, "fte", "between 0.00 and 1.00"),
        ({"holder": "M", "fte": "-0.5"}, "fte", "between 0.00 and 1.00"),
        ({"holder": "M", "fte": "0"}, "fte", "Only a planned position"),
        ({"holder": "M", "fte": "half"}, "fte", "number"),
        ({"holder": "99999999"}, "holder", "member of this team"),
        ({"holder": "M", "vacancy": "gone"}, "vacancy", "valid choice"),
        ({"holder": "M", "recruit_by": "2026-02-31"}, "recruit_by", "valid date"),
    ],
)
def test_message_stands_at_the_field(data, field, message, page, team):
    member = MemberFactory(team=team)
    data = {key: str(member.pk) if value == "M" else value for key, value in data.items()}

    response = page.post(**data)

    assert list(response.context["form"].errors) == [field]
    assert message in str(response.context["form"].errors[field])
    assert not team.positions.exists()


def test_member_of_another_team_is_refused(page, team):
    stranger = MemberFactory()

    response = page.post(holder=stranger.pk)

    assert "Choose a member of this team." in str(response.context["form"].errors["holder"])


@pytest.mark.parametrize("role", ["", "nobody", "\x00", "9" * 40, "trainer"])
def test_without_a_role_the_page_asks_for_one(role, page):
    response = page.get(role=role)

    assert response.status_code == 200
    assert b"?role=trainer-technical" in response.content


def test_out_of_order_is_allowed_and_explained_before_and_after(page, team):
    member = MemberFactory(team=team)

    before = page.get(role="server-administrator").content.decode()
    after = page.client.get(page.post("server-administrator", holder=member.pk).url)

    assert "Out of the recommended order" in before and "Nothing here stops you" in before
    assert "Out of the recommended order" in after.content.decode()
    assert team.positions.count() == 1


def test_lead_outside_the_country_is_allowed_and_explained(page, team):
    member = MemberFactory(team=team, in_country=False)

    response = page.client.get(page.post(holder=member.pk).url)

    assert "the operational lead should be in the country" in response.content.decode()


def test_check_without_saving_saves_nothing_and_counts_no_version(page, team):
    position = PositionFactory(team=team, fte="1.00")
    url = position.get_absolute_url()

    response = page.post(url=url, fte="0.40", check="1", seen=1)
    saved = page.post(url=url, fte="0.40", seen=1)

    assert "the position is 0.40 of full time" in response.content.decode()
    assert saved.status_code == 302
    position.refresh_from_db()
    assert (str(position.fte), position.version) == ("0.40", 2)


def test_check_of_somebody_new_creates_nobody(page, team):
    response = page.post(holder="new", new_name="Lupe", new_in_country="", check="1")

    assert "Lupe leads the team from outside the country" in response.content.decode()
    assert not Member.objects.filter(team=team).exists()


def test_more_than_full_time_is_added_up(page, team):
    member = MemberFactory(team=team)
    PositionFactory(team=team, holder=member, fte="1.00")

    response = page.post("implementer-program", holder=member.pk, fte="0.10", check="1")

    assert "holds 2 positions with 1.10 of full time" in response.content.decode()


def test_position_is_changed(page, team):
    position = PositionFactory(team=team, holder=None)
    data = {"vacancy": "recruiting", "recruit_by": "2027-01-31", "seen": 1}

    page.post(url=position.get_absolute_url(), **data)

    position.refresh_from_db()
    assert (position.state, position.holder) == ("recruiting", None)
    assert str(position.recruit_by) == "2027-01-31"


def test_second_of_two_editors_of_a_position_is_told(page, team):
    position = PositionFactory(team=team)
    data = {"url": position.get_absolute_url(), "seen": 1}
    page.post(**data, local_title="First")

    response = page.post(**data, local_title="Second")

    assert "Local title: First" in response.content.decode()
    assert "Holder" not in str(response.context["form"].non_field_errors())


def test_family_cannot_be_saved(page, team):
    response = page.post("trainer", holder="")

    assert "Which Trainer?" in response.content.decode()
    assert not team.positions.exists()


def test_position_is_deleted_after_a_question(page, team):
    position = PositionFactory(team=team)
    holder = position.holder
    url = reverse("roles:position_delete", args=[team.slug, position.pk])

    asked = page.client.get(url)
    page.client.post(url, {"seen": "1"})

    assert asked.status_code == 200
    assert not Position.objects.exists()
    assert Member.objects.filter(pk=holder.pk).exists()


@pytest.mark.parametrize("name", ["position_edit", "position_delete"])
def test_position_of_another_team_is_not_found(name, page, team):
    other = PositionFactory()

    response = page.client.get(reverse(f"roles:{name}", args=[team.slug, other.pk]))

    assert response.status_code == 404


def test_form_of_a_position_keeps_its_number_of_queries(page, team, query_count):
    before = query_count(lambda: page.get(role="trainer-program"))

    for _ in range(10):
        PositionFactory(team=team)

    assert query_count(lambda: page.get(role="trainer-program")) == before < 20


def test_first_position_of_a_team_offers_somebody_new(page):
    choices = page.get(role="operational-lead").context["choices"]

    assert [choice["value"] for choice in choices if choice["checked"]] == ["new"]
