"""One answer at a time: what the page gets back, what it costs, evidence and sub-skills."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.merging import read_parts, seen_mark
from assessments.models import Assessment, Rating, SubRating
from assessments.parts import suggested_level
from assessments.seats import Seat, seat_of
from assessments.sheet_pages import minutes_left
from roles.models import SubSkill
from tests.assessments.test_sheets import signed_in, stored, url
from tests.factories import AssessmentFactory, RatingFactory

MOST_QUERIES = 8


@pytest.fixture
def sheet(team, member):
    return AssessmentFactory(round__team=team, member=member, slug="implementer-technical")


@pytest.fixture
def parts(sheet):
    """The keys of the sub-skills of the guide's worked example, IT-06."""
    return list(SubSkill.objects.filter(skill__code="IT-06").values_list("pk", flat=True))


def send(sheet, code, value, was=("",), **more):
    data = {"unit": code, code: value, f"{code}-was": seen_mark(*was)}
    data |= {f"{code}-{name.replace('_', '-')}": text for name, text in more.items()}
    return signed_in(sheet.member.user).post(url(sheet, "sheet_answer"), data)


def levels(parts, values):
    return {f"part-{key}": value for key, value in zip(parts, values, strict=True)}


def test_saved_answer_says_when_and_what_the_page_now_remembers(sheet):
    response = send(sheet, "IT-01", "2", comment="Alone", evidence="https://example.org/units")

    mark = seen_mark("2", "Alone", "https://example.org/units")
    assert response["X-Answer"] == "saved"
    assert "Saved at" in response.content.decode() and mark in response.content.decode()
    rating = Rating.objects.get(assessment=sheet)
    assert (rating.answer, rating.comment) == ("2", "Alone")
    assert rating.evidence_link == "https://example.org/units"


def test_unit_with_a_sign_that_postgresql_refuses_is_not_found(sheet):
    assert send(sheet, "IT-01\0", "2").status_code == 404


@pytest.mark.parametrize("what", ["first", "change", "comment", "taken back", "part"])
def test_one_answer_costs_at_most_8_queries(sheet, parts, what):
    """Savepoints are the test's own; in production they are BEGIN and COMMIT."""
    was = ("",)
    if what != "first":
        RatingFactory(assessment=sheet, code="IT-06", level=1)
        was = ("1",)
    value = {"comment": "1", "taken back": "", "part": "1"}.get(what, "3")
    more = {"comment": "Why"} if what == "comment" else {}
    more |= levels(parts, "220011") if what == "part" else levels(parts, [""] * 6)
    client = signed_in(sheet.member.user)
    data = {"unit": "IT-06", "IT-06": value, "IT-06-was": seen_mark(*was)}
    data |= {f"IT-06-{name}": text for name, text in more.items()}

    with CaptureQueriesContext(connection) as queries:
        response = client.post(url(sheet, "sheet_answer"), data)

    assert response["X-Answer"] == "saved"
    asked = [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= MOST_QUERIES, asked


def test_worked_example_of_the_guide_suggests_level_1(sheet, parts):
    """Guide 2.5: authorities 2, roles 2, groups 2, sharing 0 and 0, programs 1: mean 1.17."""
    RatingFactory(assessment=sheet, code="IT-06", level=0)

    response = send(sheet, "IT-06", "0", ("0",), **levels(parts, "222001"))

    assert "The parts suggest level 1" in response.content.decode()
    assert sorted(SubRating.objects.values_list("level", flat=True)) == [0, 0, 1, 2, 2, 2]
    page = signed_in(sheet.member.user).get(url(sheet)).content.decode()
    assert page.count("The parts suggest level") == 1


@pytest.mark.parametrize(
    ("given", "suggested"),
    [([2, 2, 2, 0, 0, 1], 1), ([3, 3], 3), ([2, 3], 2), ([0], 0), ([1, None], None), ([], None)],
)
def test_mean_of_all_parts_is_rounded_down(given, suggested):
    assert suggested_level(given) == suggested


def test_parts_are_taken_back_and_the_rest_stays(sheet, parts):
    send(sheet, "IT-06", "1", comment="Why", **levels(parts, "222001"))
    text = " ".join(f"{key}={level}" for key, level in zip(parts, "222001", strict=True))

    send(sheet, "IT-06", "1", ("1", "Why", "", text), **levels(parts, ["2", "", "", "", "", "3"]))

    found = dict(SubRating.objects.values_list("sub_skill", "level"))
    assert found == {parts[0]: 2, parts[5]: 3}
    assert stored(sheet) == {"IT-06": ("1", "Why")}


def test_two_devices_that_rate_the_parts_are_asked(sheet, parts):
    send(sheet, "IT-06", "1", **levels(parts, "222001"))

    response = send(sheet, "IT-06", "1", ("1",), **levels(parts, "000001"))

    assert response["X-Answer"] == "open"
    assert "Keep mine" in response.content.decode()
    assert dict(SubRating.objects.values_list("sub_skill", "level"))[parts[0]] == 2


def test_parts_of_another_skill_are_passed_over(sheet, parts):
    other = SubSkill.objects.filter(skill__code="IT-01").first()

    response = send(sheet, "IT-06", "1", **{f"part-{other.pk}": "2", "part-x": "9"})

    assert response.status_code == 200
    assert not SubRating.objects.exists()


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        ("javascript:alert(1)", "Enter a whole link"),
        ("www.example.org", "Enter a whole link"),
        ("https://", "Enter a whole link"),
        ("ftp://example.org/a", "Enter a whole link"),
        ("x" * 501, "Shorten the evidence"),
    ],
)
def test_evidence_that_is_no_safe_link_is_told_and_kept(sheet, evidence, message):
    response = send(sheet, "IT-01", "2", evidence=evidence)

    page = response.content.decode()
    assert response["X-Answer"] == "open"
    assert message in page and evidence in page
    assert stored(sheet) == {}


@pytest.mark.parametrize("evidence", ["Binder 3: the minutes", "http://example.org", "10:30"])
def test_evidence_may_be_words_or_a_link(sheet, evidence):
    assert send(sheet, "IT-01", "2", evidence=evidence)["X-Answer"] == "saved"


def test_wrong_level_of_a_part_is_told(sheet, parts):
    response = send(sheet, "IT-06", "1", **{f"part-{parts[0]}": "4"})

    assert "Choose 0, 1, 2 or 3 for each part." in response.content.decode()
    assert stored(sheet) == {}


def test_both_values_are_shown_and_theirs_can_be_taken(sheet):
    RatingFactory(assessment=sheet, code="IT-01", level=3)

    asked = send(sheet, "IT-01", "1")
    taken = send(sheet, "IT-01", "1", take="1")
    whole = signed_in(sheet.member.user).post(
        url(sheet), {"IT-01": "1", "IT-01-was": seen_mark(""), "take": "IT-01"}
    )

    assert "Take the other: 3" in asked.content.decode()
    assert asked["HX-Retarget"] == "#IT-01"
    assert whole.status_code == 302 and taken.status_code == 200
    assert stored(sheet) == {"IT-01": ("3", "")}


def test_page_is_shown_what_another_device_changed_beside_it(sheet):
    RatingFactory(assessment=sheet, code="IT-01", level=3, comment="From the phone")

    response = send(sheet, "IT-01", "3", comment="")

    assert response["X-Answer"] == "taken"
    assert "From the phone" in response.content.decode()


def test_answer_after_handing_in_is_refused_and_nothing_is_stored(sheet):
    Assessment.objects.filter(pk=sheet.pk).update(state="submitted", submitted_at=timezone.now())

    response = send(sheet, "IT-01", "3")

    assert (response.status_code, response["X-Answer"]) == (409, "late")
    assert stored(sheet) == {}


@pytest.mark.parametrize("unit", ["", "OL-01", "IT-99", "x" * 300])
def test_skill_of_another_sheet_is_not_found(sheet, unit):
    response = signed_in(sheet.member.user).post(url(sheet, "sheet_answer"), {"unit": unit})

    assert response.status_code == 404


def test_seat_without_an_account_keeps_its_answers_apart(sheet):
    link = {name: "/go/" for name in Seat.__dataclass_fields__ if name.endswith("url")}
    seat = Seat(assessment=sheet, whose="self", by=None, **link)

    assert seat.is_own and seat.takes_answers
    assert seat.key != seat_of(sheet, sheet.member.user).key


def test_parts_are_opened_below_target_only(sheet):
    RatingFactory(assessment=sheet, code="IT-01", level=1)
    RatingFactory(assessment=sheet, code="IT-02", level=2)

    items = signed_in(sheet.member.user).get(url(sheet)).context["items"]

    assert [item.is_below for item in items[:3]] == [True, False, False]


@pytest.mark.parametrize(("skills", "minutes"), [(0, 0), (1, 1), (19, 15), (20, 15)])
def test_20_skills_are_announced_as_15_minutes(skills, minutes):
    assert minutes_left(skills) == minutes


@pytest.mark.parametrize("values", [{"level": 4}, {"sub_skill_id": None}])
def test_sub_rating_keeps_its_promises(sheet, parts, values):
    row = {"assessment": sheet, "sub_skill_id": parts[0], "whose": "self", "level": 1}

    with pytest.raises(IntegrityError), transaction.atomic():
        SubRating.objects.create(**(row | values))


def test_sub_skill_has_one_level_of_each_person_in_a_sheet(sheet, parts):
    row = {"assessment": sheet, "sub_skill_id": parts[0], "level": 1}
    SubRating.objects.create(**row, whose="self")
    SubRating.objects.create(**row, whose="assessor")

    with pytest.raises(IntegrityError), transaction.atomic():
        SubRating.objects.create(**row, whose="self")


def test_row_may_stand_for_its_evidence_alone(sheet):
    RatingFactory(assessment=sheet, code="IT-01", level=None, evidence="Binder 3")

    with pytest.raises(IntegrityError), transaction.atomic():
        RatingFactory(assessment=sheet, code="IT-02", level=None)


def test_parts_text_is_read_back():
    assert read_parts("3=0 12=2") == {3: 0, 12: 2} and read_parts("") == {}
