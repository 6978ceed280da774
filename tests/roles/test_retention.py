"""What keeps each member: who sees it, in which order, and what is refused."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from roles.actions import save_checked
from roles.models import RetentionMeasure, RetentionOutlook, RetentionStep
from roles.retention_page import next_of, retention_rows
from tests.access_roles import OUTLOOK
from tests.factories import (
    MemberFactory,
    RetentionOutlookFactory,
    RetentionStepFactory,
    TeamAccessFactory,
)

TODAY = datetime.date(2026, 11, 22)
SECRET = "Was asked by a UN agency"


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


def url(name, team, *args):
    return reverse(f"roles:{name}", args=[team.slug, *args])


def measure(code):
    return RetentionMeasure.objects.get(code=code).pk


def step_data(**changed):
    return {"measure": measure("R1"), "state": "planned", "next_step": "Ask"} | changed


def rows_of(team):
    return retention_rows(team, RetentionOutlook.objects.all(), RetentionStep.objects.all(), TODAY)


def test_only_the_lead_and_the_member_find_the_rows(team, lead, member, assessor, viewer, staff):
    RetentionOutlookFactory(member=member)
    RetentionStepFactory(member=member)
    colleague = MemberFactory(team=team, user=TeamAccessFactory(team__slug="other").user)
    found = {
        person: (
            RetentionOutlook.objects.visible_to(person).count(),
            RetentionStep.objects.visible_to(person).count(),
        )
        for person in (lead, member.user, colleague.user, assessor, viewer, staff)
    }

    seeing = {person for person, counts in found.items() if counts == (1, 1)}

    assert seeing == {lead, member.user}
    assert all(found[person] == (0, 0) for person in found.keys() - seeing)


@pytest.mark.parametrize("person", ["viewer", "assessor", "colleague"])
@pytest.mark.parametrize("page", ["member_detail", "member_list", "structure", "team_detail"])
def test_other_pages_say_nothing_of_it_to_others(page, person, client, team, member, request):
    RetentionOutlookFactory(member=member)
    RetentionStepFactory(member=member)
    if person == "colleague":
        user = TeamAccessFactory(team__slug="other").user
        MemberFactory(team=team, user=user)
    else:
        user = request.getfixturevalue(person)
    client.force_login(user)
    address = {
        "member_detail": url("member_detail", team, member.pk),
        "member_list": url("member_list", team),
        "structure": url("structure", team),
        "team_detail": reverse("team_detail", args=[team.slug]),
    }[page]

    text = client.get(address).content.decode()

    assert "retention" not in text.lower() and SECRET not in text


def test_lead_of_another_team_gets_404_with_the_own_slug(client, outsider, member):
    client.force_login(outsider)

    response = client.get(reverse("roles:member_retention", args=["elsewhere", member.pk]))

    assert response.status_code == 404


def test_member_reads_the_own_page_and_finds_it(client, team, member):
    RetentionOutlookFactory(member=member)
    RetentionStepFactory(member=member, next_step="Ask for a place")
    client.force_login(member.user)

    text = client.get(url("member_retention", team, member.pk)).content.decode()

    assert SECRET in text and "Ask for a place" in text and "Choose by gap" in text
    assert "Save the risk" not in text and "Add a measure" not in text
    assert (
        url("member_retention", team, member.pk)
        in client.get(member.get_absolute_url()).content.decode()
    )


def test_list_stands_by_risk_then_by_date(team):
    calm, unsaid, some, late, soon = (
        MemberFactory(team=team, name=name) for name in ("Ana", "Bo", "Cy", "Di", "Ed")
    )
    RetentionOutlookFactory(member=calm, risk="none", reason="")
    RetentionOutlookFactory(member=some, risk="some")
    for high, day in ((late, 28), (soon, 1)):
        RetentionOutlookFactory(member=high)
        RetentionStepFactory(member=high, due=datetime.date(2026, 12, day))
    RetentionStepFactory(member=unsaid, due=datetime.date(2020, 1, 1))

    rows = rows_of(team)

    assert [row.member for row in rows] == [soon, late, some, unsaid, calm]
    assert [row.overdue for row in rows] == [False, False, False, True, False]


def test_next_step_is_the_earliest_and_without_dates_the_first_that_is_said():
    later, sooner = (RetentionStep(due=datetime.date(2027, month, 1)) for month in (3, 2))
    silent, said = RetentionStep(), RetentionStep(next_step="Ask")

    assert next_of([later, said, sooner]) is sooner
    assert next_of([silent, said]) is said
    assert next_of([silent]) is None


def test_day_of_today_is_not_past(team):
    RetentionStepFactory(member=MemberFactory(team=team), due=TODAY)

    assert not rows_of(team)[0].overdue


def test_risk_is_saved_the_first_time_and_again(signed_in, team, member):
    page = url("member_retention", team, member.pk)

    signed_in.post(page, OUTLOOK)
    signed_in.post(page, {"risk": "none", "reason": "", "seen": 1})

    assert RetentionOutlook.objects.get().risk == "none"


def test_risk_without_a_reason_is_refused_at_the_reason(signed_in, team, member):
    data = {"risk": "some", "reason": "  "}

    response = signed_in.post(url("member_retention", team, member.pk), data)

    assert list(response.context["form"].errors) == ["reason"]
    assert "Say why" in response.content.decode()
    assert not RetentionOutlook.objects.exists()


def test_refused_risk_does_not_stand_in_the_heading(signed_in, team, member):
    RetentionOutlookFactory(member=member, risk="some")
    data = {"risk": "high", "reason": "", "seen": 1}

    response = signed_in.post(url("member_retention", team, member.pk), data)

    assert response.context["risk"].key == "some"


def test_database_keeps_a_reason_with_every_risk(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionOutlook.objects.create(member=member, risk="high")


def test_database_keeps_one_outlook_of_a_member(member):
    RetentionOutlookFactory(member=member)

    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionOutlookFactory(member=member)


def test_database_keeps_a_measure_once_with_a_member(member):
    RetentionStepFactory(member=member)

    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionStepFactory(member=member)


def test_measure_that_stands_already_is_refused_at_its_field(signed_in, team, member):
    RetentionStepFactory(member=member)

    response = signed_in.post(url("retention_step_create", team, member.pk), step_data())

    assert list(response.context["form"].errors) == ["measure"]
    assert "in the member&#x27;s list already" in response.content.decode()
    assert RetentionStep.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("measure", ""),
        ("measure", "0"),
        ("measure", "R1"),
        ("state", "someday"),
        ("next_step", "x" * 201),
        ("next_step", "a\x00b"),
        ("due", "soon"),
        ("note", "x" * 1001),
    ],
)
def test_bad_step_is_refused_at_its_field_and_kept(field, value, signed_in, team, member):
    data = step_data(note="What I typed") | {field: value}

    response = signed_in.post(url("retention_step_create", team, member.pk), data)

    assert list(response.context["form"].errors) == [field]
    assert field == "note" or "What I typed" in response.content.decode()
    assert not RetentionStep.objects.exists()


def test_date_of_the_past_is_allowed(signed_in, team, member):
    signed_in.post(url("retention_step_create", team, member.pk), step_data(due="2019-05-01"))

    assert RetentionStep.objects.get().due == datetime.date(2019, 5, 1)


def test_measures_are_offered_with_evidence_care_and_basis(signed_in, team, member):
    text = signed_in.get(url("retention_step_create", team, member.pk)).content.decode()

    assert "Agree days per year with the employer" in text
    assert "D · Documented" in text and "I · Our inference" in text


def test_retired_measure_is_offered_only_where_it_stands(signed_in, team, member):
    step = RetentionStepFactory(member=member, code="R11")
    RetentionMeasure.objects.filter(code="R11").update(retired_at="2026-01-01T00:00Z")

    new = signed_in.get(url("retention_step_create", team, member.pk)).content.decode()
    old = signed_in.get(url("retention_step_edit", team, step.pk)).content.decode()

    assert "Alumni" not in new and "Alumni" in old


def test_step_of_another_team_is_not_found(signed_in, team):
    foreign = RetentionStepFactory()

    response = signed_in.post(url("retention_step_delete", team, foreign.pk))

    assert response.status_code == 404 and RetentionStep.objects.exists()


def test_second_editor_of_a_step_is_told_and_may_save_again(signed_in, team, member):
    step = RetentionStepFactory(member=member)
    page = url("retention_step_edit", team, step.pk)
    signed_in.post(page, step_data(next_step="Theirs", measure=measure("R3"), seen=1))

    response = signed_in.post(page, step_data(next_step="Mine", seen=1))
    told = response.content.decode()
    again = signed_in.post(
        page, step_data(next_step="Mine", seen=response.context["form"]["seen"].value())
    )

    assert "Somebody else saved this" in told and "Theirs" in told and "Regional expert" in told
    assert again.status_code == 302
    step.refresh_from_db()
    assert step.next_step == "Mine"


def test_second_who_says_the_risk_first_is_told(signed_in, team, member):
    page = url("member_retention", team, member.pk)
    seen = signed_in.get(page).context["form"]["seen"].value()
    signed_in.post(page, OUTLOOK)

    response = signed_in.post(page, {"risk": "none", "reason": "", "seen": seen})

    assert "Somebody else saved this" in response.content.decode()
    assert RetentionOutlook.objects.get().risk == "high"


def test_two_who_add_the_same_at_once_leave_one_row(team, lead, member):
    mine = RetentionStep(member=member, measure_id=measure("R1"))
    RetentionStepFactory(member=member)

    assert not save_checked(mine, team=team, by=lead)


def test_member_takes_the_rows_along_when_deleted(signed_in, team, member):
    RetentionOutlookFactory(member=member)
    RetentionStepFactory(member=member)

    signed_in.post(url("member_delete", team, member.pk))

    assert not RetentionOutlook.objects.exists() and not RetentionStep.objects.exists()


def test_list_of_a_team_without_members_offers_the_first_step(signed_in, team):
    assert "Add the first member" in signed_in.get(url("retention", team)).content.decode()


@pytest.mark.parametrize("page", ["retention", "member_retention", "retention_step_create"])
def test_pages_take_the_same_queries_with_ten_more_rows(page, signed_in, team, member, query_count):
    address = url(page, team) if page == "retention" else url(page, team, member.pk)
    RetentionStepFactory(member=member)
    RetentionOutlookFactory(member=member)
    before = query_count(lambda: signed_in.get(address))
    for number in range(2, 12):
        RetentionStepFactory(member=MemberFactory(team=team), code=f"R{number}")
        RetentionOutlookFactory(member=MemberFactory(team=team))
        RetentionStepFactory(member=member, code=f"R{number}")

    assert query_count(lambda: signed_in.get(address)) == before
    assert before < 20
