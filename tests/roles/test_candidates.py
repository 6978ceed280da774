"""The prerequisite check: who sees it, what is refused, and two people at once."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from roles.candidate import ConflictError, Entry, counts, merged
from roles.candidate_actions import save_answers, stored_entries
from roles.candidate_page import summary
from roles.models import PrerequisiteAnswer, Role, RolePrerequisite
from tests.factories import MemberFactory, PositionFactory, PrerequisiteAnswerFactory

DAY = datetime.date(2027, 3, 1)


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def position(team):
    return PositionFactory(team=team, holder=None)


@pytest.fixture
def asked(position):
    return list(position.role.prerequisites.all())


def check(position, member):
    return reverse("roles:candidate_check", args=[position.team.slug, position.pk, member.pk])


NOTHING = Entry()


def row(prerequisite, seen=NOTHING, **values):
    return {f"p{prerequisite.pk}-{name}": value for name, value in values.items()} | {
        f"p{prerequisite.pk}-seen": seen.mark
    }


def text_of(response):
    return response.content.decode().replace("\xa0", " ")


# The catalogue


def test_every_role_has_two_to_five_prerequisites_with_a_mark_in_english_and_french(db):
    for role in Role.objects.all():
        own = list(role.prerequisites.all())

        assert 2 <= len(own) <= 5, role
        assert all(one.text_en and one.text_fr and one.basis in "DSI" for one in own), role


def test_role_page_lists_them_with_their_basis(client, db):
    page = text_of(client.get(reverse("roles:role_detail", args=["operational-lead"])))

    assert "What to bring along" in page and "Authority to convene programmes" in page


# The rules


def test_untouched_row_keeps_what_was_stored_meanwhile():
    seen, theirs = Entry("has"), Entry("lacks")

    assert merged(seen.mark, seen, theirs) == theirs
    assert merged(seen.mark, Entry("lacks", note="x"), seen) == Entry("lacks", note="x")
    assert merged(seen.mark, theirs, theirs) == theirs
    with pytest.raises(ConflictError):
        merged(seen.mark, Entry(), theirs)


def test_summary_counts_each_kind():
    answers = ["has", "has", "has", "can_obtain", "lacks"]

    assert counts(answers) == (3, 1, 1, 0)
    assert summary(answers) == "3 met, 1 to obtain, 1 lacking"
    assert summary(["", "has"]) == "1 met, 1 not checked"
    assert summary(["", ""]) == "Not checked yet"


@pytest.mark.parametrize(
    "values",
    [
        {"answer": "can_obtain"},
        {"answer": "has", "by": DAY},
        {"answer": "lacks", "by": DAY},
    ],
)
def test_date_belongs_to_what_can_be_obtained_and_to_nothing_else(values, db):
    with pytest.raises(IntegrityError), transaction.atomic():
        PrerequisiteAnswerFactory(**values)


def test_prerequisite_is_answered_once_for_a_candidate(db):
    one = PrerequisiteAnswerFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        PrerequisiteAnswerFactory(position=one.position, member=one.member)


# The page


def test_lead_checks_a_candidate_and_finds_the_count(signed_in, position, member, asked):
    first, second, third, fourth = asked
    data = row(first, answer="has", note="Diploma\r\nof 2019") | row(second, answer="lacks")
    data |= row(third, answer="can_obtain", by=DAY.isoformat()) | row(fourth, answer="")

    response = signed_in.post(check(position, member), data)

    assert response.status_code == 302
    page = text_of(signed_in.get(response.url))
    assert "1 met, 1 to obtain, 1 lacking, 1 not checked" in page
    assert "Nothing here stops you" in page
    assert stored_entries(position, member) == {
        first.pk: Entry("has", None, "Diploma\nof 2019"),
        second.pk: Entry("lacks"),
        third.pk: Entry("can_obtain", DAY),
    }
    appointing = reverse("roles:appoint", args=[position.team.slug, position.pk])
    page = text_of(signed_in.get(appointing))
    assert check(position, member) in page and "1 met, 1 to obtain" in page


def test_answer_is_changed_and_taken_back_with_its_old_date(signed_in, position, member, asked):
    PrerequisiteAnswerFactory(position=position, member=member, answer="can_obtain", by=DAY)
    PrerequisiteAnswerFactory(position=position, member=member, place=2)
    seen = stored_entries(position, member)
    data = row(asked[0], seen[asked[0].pk], answer="has", by=DAY.isoformat())
    data |= row(asked[1], seen[asked[1].pk], answer="")

    signed_in.post(check(position, member), data)

    assert stored_entries(position, member) == {asked[0].pk: Entry("has")}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"answer": "can_obtain"}, "Enter the date by which it can be obtained."),
        ({"answer": "has", "by": "2027-03-01"}, "A date belongs to a prerequisite that can be"),
        ({"answer": "can_obtain", "by": "31 Feb"}, "Enter a valid date."),
        ({"answer": "maybe"}, "Select a valid choice."),
        ({"answer": "", "note": "Asked"}, "Choose an answer, or empty the note."),
        ({"answer": "has", "note": "x" * 501}, "Ensure this value has at most 500"),
        ({"answer": "has", "note": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_wrong_row_is_told_and_nothing_is_saved(
    values, message, signed_in, position, member, asked
):
    data = row(asked[0], **values) | row(asked[1], answer="has", note="Kept here")

    response = signed_in.post(check(position, member), data)

    page = text_of(response)
    assert response.status_code == 200 and message in page and "Kept here" in page
    assert not PrerequisiteAnswer.objects.exists()


def test_second_of_two_editors_is_told_and_other_rows_are_kept(signed_in, position, member, asked):
    mine = row(asked[0], answer="lacks", note="Mine") | row(asked[1], answer="")
    mine |= row(asked[2], answer="has")
    PrerequisiteAnswerFactory(position=position, member=member, note="Theirs")
    PrerequisiteAnswerFactory(position=position, member=member, place=2, note="Also theirs")

    response = signed_in.post(check(position, member), mine)

    page = text_of(response)
    assert "Somebody else saved this row while you were editing: Has it, Theirs." in page
    assert "Mine</textarea>" in page and "Also theirs</textarea>" in page
    assert PrerequisiteAnswer.objects.count() == 2
    shown = {name: value for form in response.context["sheet"] for name, value in form.data.items()}

    assert signed_in.post(check(position, member), shown).status_code == 302
    assert stored_entries(position, member) == {
        asked[0].pk: Entry("lacks", None, "Mine"),
        asked[1].pk: Entry("has", None, "Also theirs"),
        asked[2].pk: Entry("has"),
    }


def test_only_the_lead_saves(position, member, asked):
    with pytest.raises(PermissionDenied):
        save_answers(position, member, {asked[0].pk: ("", Entry("has"))}, by=member.user)

    assert not PrerequisiteAnswer.objects.exists()


def test_member_reads_the_own_check_and_finds_it(client, team, member):
    held = PositionFactory(team=team, holder=member)
    PrerequisiteAnswerFactory(position=held, member=member, answer="lacks", note="Next year")
    client.force_login(member.user)

    page = text_of(client.get(check(held, member)))

    assert "Lacks it" in page and "Next year" in page and "Save the check" not in page
    assert check(held, member) in text_of(client.get(member.get_absolute_url()))


@pytest.mark.parametrize("person", ["viewer", "assessor"])
def test_others_find_no_way_to_it(person, client, team, member, request):
    held = PositionFactory(team=team, holder=member)
    client.force_login(request.getfixturevalue(person))

    page = text_of(client.get(member.get_absolute_url()))

    assert "Prerequisites" not in page and check(held, member) not in page
    assert client.get(check(held, member)).status_code == 404


def test_position_and_member_belong_to_the_team_in_the_address(signed_in, team, position, member):
    elsewhere = PositionFactory()
    address = reverse("roles:candidate_check", args=[team.slug, elsewhere.pk, member.pk])

    assert signed_in.get(address).status_code == 404
    assert signed_in.get(check(position, MemberFactory())).status_code == 404


def test_retired_prerequisite_stays_where_it_was_answered(signed_in, position, member, asked):
    PrerequisiteAnswerFactory(position=position, member=member)
    RolePrerequisite.objects.filter(pk__in=[asked[0].pk, asked[1].pk]).update(
        retired_at="2026-01-01T00:00Z"
    )

    page = text_of(signed_in.get(check(position, member)))

    assert asked[0].text in page and asked[1].text not in page


@pytest.mark.parametrize("page", ["check", "appoint"])
def test_pages_take_the_same_queries_with_more_rows(
    page, signed_in, team, position, member, query_count
):
    appointing = reverse("roles:appoint", args=[team.slug, position.pk])
    address = check(position, member) if page == "check" else appointing
    before = query_count(lambda: signed_in.get(address))
    for place in range(1, 5):
        PrerequisiteAnswerFactory(position=position, member=member, place=place)
    for one in MemberFactory.create_batch(10, team=team):
        PrerequisiteAnswerFactory(position=position, member=one)
    for number in range(10):
        RolePrerequisite.objects.create(role=position.role, text=f"Own {number}", order=9)

    assert query_count(lambda: signed_in.get(address)) == before
    assert before < 20
