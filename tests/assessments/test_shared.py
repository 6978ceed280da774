"""A skill of two roles is asked once in a round and counts in both sheets."""

import pytest

from assessments.actions import add_sheet
from assessments.answer_actions import save_answers
from assessments.merging import Entered
from assessments.models import Assessment, Rating, SubRating
from assessments.round_forms import AddSheetForm
from roles.models import Role, Skill
from tests.assessments.test_autosave import MOST_QUERIES
from tests.assessments.test_sheets import answer, signed_in, stored, url
from tests.factories import AssessmentFactory, RatingFactory


@pytest.fixture
def sheets(team, member):
    """A lead's and a trainer's sheet of one member; OL-01 is asked of both."""
    shared = Skill.every.get(code="OL-01")
    shared.also_for.add(Role.objects.get(slug="trainer"))
    first = AssessmentFactory(round__team=team, member=member)
    return first, AssessmentFactory(round=first.round, member=member, slug="trainer")


def save(sheet, value, *, comment="", parts=None, was=None, whose="self"):
    skill = Skill.every.get(code="OL-01")
    entered = Entered(value, comment, was, None, parts)
    save_answers(assessment=sheet, whose=whose, answers={skill: entered}, by=sheet.member.user)


def test_answer_counts_in_both_sheets(sheets):
    first, second = sheets
    part = Skill.every.get(code="OL-01").sub_skills.first()

    save(first, "1", comment="Read it", parts=f"{part.pk}=2")

    assert stored(first) == stored(second) == {"OL-01": ("1", "Read it")}
    assert SubRating.objects.filter(level=2).count() == 2
    save(second, "", parts="", comment="")
    assert not Rating.objects.exists() and not SubRating.objects.exists()


def test_whose_value_and_other_skills_stay_apart(sheets):
    first, second = sheets
    RatingFactory(assessment=second, whose="assessor", level=3)
    client = signed_in(first.member.user)

    client.post(url(first), answer("OL-01", "1") | answer("OL-02", "2"))

    assert stored(second) == {"OL-01": ("1", "")}
    assert stored(second, "assessor") == {"OL-01": ("3", "")}


def test_sheet_of_somebody_else_or_handed_in_is_left_alone(sheets, team):
    first, second = sheets
    other = AssessmentFactory(round=first.round, slug="trainer")
    save(first, "1")
    Assessment.objects.filter(pk=second.pk).update(
        state="submitted", submitted_at="2026-10-10T10:00Z"
    )

    save(first, "2")

    assert stored(second) == {"OL-01": ("1", "")}
    assert stored(other) == {}


def test_second_sheet_says_where_it_is_asked(sheets):
    first, second = sheets
    save(first, "2")
    client = signed_in(first.member.user)

    page = client.get(url(second))
    Assessment.objects.filter(pk=first.pk).update(
        state="submitted", submitted_at="2026-10-10T10:00Z"
    )
    alone = client.get(url(second))

    assert [item.skill.code for item, _sheet in page.context["shared"]] == ["OL-01"]
    assert "asked in Operational Lead" in page.content.decode()
    assert 'name="OL-01"' not in page.content.decode()
    assert 'name="OL-01"' in alone.content.decode()


def test_new_sheet_takes_over_what_was_answered(sheets):
    first, second = sheets
    second.delete()
    save(first, "2", comment="Before")
    form = AddSheetForm(
        {"member": first.member_id, "section": Role.objects.get(slug="trainer").pk},
        instance=Assessment(round=first.round),
    )

    sheet = add_sheet(form=form)

    assert stored(sheet) == {"OL-01": ("2", "Before")}


def test_shared_answer_costs_at_most_8_queries(sheets, django_assert_max_num_queries):
    first, second = sheets
    client = signed_in(first.member.user)
    savepoints = 2

    with django_assert_max_num_queries(MOST_QUERIES + savepoints):
        client.post(url(first, "sheet_answer"), answer("OL-01", "2") | {"unit": "OL-01"})

    assert stored(second) == {"OL-01": ("2", "")}
