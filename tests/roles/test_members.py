"""Members: persons and organisations, with or without an account."""

import pytest
from django.urls import reverse

from roles.models import Member
from tests.access_roles import MEMBER
from tests.factories import AssessmentFactory, MemberFactory, PositionFactory, UserFactory


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


def url(name, team, *args):
    return reverse(f"roles:{name}", args=[team.slug, *args])


def test_new_member_gets_the_next_code(signed_in, team):
    MemberFactory(team=team, code="M7")
    MemberFactory(team=team, code="A99")

    signed_in.post(url("member_create", team), MEMBER)

    assert Member.objects.get(name="Lupe").code == "M8"


def test_account_is_linked_by_its_address_whatever_its_capitals(signed_in, team):
    user = UserFactory(email="lupe@example.org")

    signed_in.post(url("member_create", team), MEMBER | {"account_email": "Lupe@Example.org"})

    assert Member.objects.get(name="Lupe").user == user


def test_address_without_an_account_gets_a_clear_message(signed_in, team):
    data = MEMBER | {"account_email": "nobody@example.org"}

    response = signed_in.post(url("member_create", team), data)

    assert "There is no account with the address nobody@example.org" in response.content.decode()
    assert not Member.objects.exists()


def test_account_of_another_member_is_refused(signed_in, team, member):
    data = MEMBER | {"account_email": member.user.email}

    response = signed_in.post(url("member_create", team), data)

    assert "belongs to another member" in str(response.context["form"].errors["account_email"])


def test_account_can_be_taken_away(signed_in, team, member):
    signed_in.post(url("member_edit", team, member.pk), MEMBER | {"account_email": "", "seen": 1})

    member.refresh_from_db()
    assert member.user is None


def test_error_elsewhere_keeps_the_link_to_the_account(signed_in, team, member):
    data = MEMBER | {"account_email": member.user.email, "contract_end": "never", "seen": 1}

    response = signed_in.post(url("member_edit", team, member.pk), data)

    assert list(response.context["form"].errors) == ["contract_end"]
    assert Member.objects.get(pk=member.pk).user == member.user


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 121), ("kind", "robot"), ("engagement", ""), ("name", "a\x00b")],
)
def test_bad_input_is_refused_at_its_field(field, value, signed_in, team):
    response = signed_in.post(url("member_create", team), MEMBER | {field: value})

    assert list(response.context["form"].errors) == [field]


def test_page_of_a_member_shows_positions_and_no_levels(signed_in, team):
    position = PositionFactory(team=team, fte="0.60")

    page = signed_in.get(position.holder.get_absolute_url()).content.decode()

    assert "Operational Lead" in page and "0.60" in page
    assert 'class="level' not in page


def test_member_whom_nothing_keeps_is_deleted(signed_in, team):
    member = MemberFactory(team=team)

    signed_in.post(url("member_delete", team, member.pk))

    assert not Member.objects.exists()


@pytest.mark.parametrize("reason", ["assignments", "assessments"])
def test_member_in_use_is_not_deleted_and_the_page_says_why(reason, signed_in, team):
    member = MemberFactory(team=team)
    if reason == "assignments":
        PositionFactory(team=team, holder=member)
    else:
        AssessmentFactory(round__team=team, member=member)

    response = signed_in.post(url("member_delete", team, member.pk))

    assert response.status_code == 409
    assert f"{reason.capitalize()}: 1" in response.content.decode()
    assert Member.objects.filter(pk=member.pk).exists()


@pytest.mark.parametrize("name", ["member_detail", "member_edit", "member_delete"])
def test_member_of_another_team_is_not_found(name, signed_in, team):
    assert signed_in.get(url(name, team, MemberFactory().pk)).status_code == 404


def test_empty_list_offers_the_first_step(signed_in, team):
    page = signed_in.get(url("member_list", team)).content.decode()

    assert "No members yet" in page and url("member_create", team) in page


def test_list_of_members_keeps_its_number_of_queries(signed_in, team, query_count):
    page = url("member_list", team)
    PositionFactory(team=team)
    before = query_count(lambda: signed_in.get(page))

    for _ in range(10):
        PositionFactory(team=team)

    assert query_count(lambda: signed_in.get(page)) == before < 20


def test_page_of_a_member_keeps_its_number_of_queries(signed_in, team, query_count):
    member = PositionFactory(team=team).holder
    page = url("member_detail", team, member.pk)
    before = query_count(lambda: signed_in.get(page))

    for _ in range(10):
        PositionFactory(team=team, holder=member)

    assert query_count(lambda: signed_in.get(page)) == before < 20


def test_address_of_an_account_is_for_the_lead_and_the_member(client, lead, viewer, member):
    url = member.get_absolute_url()

    seen = {}
    for name, user in {"lead": lead, "member": member.user, "viewer": viewer}.items():
        client.force_login(user)
        seen[name] = member.user.email in client.get(url).content.decode()

    assert seen == {"lead": True, "member": True, "viewer": False}
