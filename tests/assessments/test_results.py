"""Current sheets: the latest closed round counts, the baseline stands beside it."""

import datetime

import pytest
from django.utils import timezone

from assessments.coverage import coverage
from assessments.models import Assessment, Rating
from assessments.results import (
    critical_core_skills,
    current_sheets,
    member_levels,
    people,
    read_sheet,
)
from roles.models import Skill, SkillCrosswalk
from tests.cases import NAMES, load_case, load_expected
from tests.factories import (
    AssessmentFactory,
    MemberFactory,
    RatingFactory,
    RoundFactory,
)

JANUARY, MAY = datetime.date(2027, 1, 29), datetime.date(2028, 5, 1)


def submitted(round_, member, **fields):
    return AssessmentFactory(
        round=round_, member=member, state="submitted", submitted_at=timezone.now(), **fields
    )


def closed_round(team, closed=JANUARY, **fields):
    return RoundFactory(team=team, opened=closed, closed=closed, **fields)


def put_in(team, case):
    """The members and rounds of a worked case, as rows."""
    members = {row["id"]: MemberFactory(team=team, code=row["id"]) for row in case["members"]}
    skills = {skill.code: skill for skill in Skill.objects.all()}
    for row in case["rounds"]:
        days = {"opened": row["opened"], "closed": row["closed"]}
        round_ = RoundFactory(team=team, code=row["id"], baseline=row["baseline"], **days)
        for sheet in row["assessments"]:
            target = submitted(round_, members[sheet["member"]], slug=sheet["section"])
            Rating.objects.bulk_create(
                Rating(
                    assessment=target,
                    skill=skills[code],
                    whose="self",
                    level=None if level == "na" else level,
                    not_applicable=level == "na",
                )
                for code, level in sheet["levels"].items()
            )


def figures(sheet):
    return {
        "member": sheet.member.code,
        "section": sheet.section.slug,
        "rated": sheet.result.rated,
        "mean": sheet.result.mean_text,
        "phase": str(sheet.result.phase),
        "held_back": bool(sheet.result.held_back),
        "at_zero": list(sheet.result.at_zero),
    }


@pytest.mark.parametrize("name", NAMES)
def test_current_sheets_of_the_cases_have_the_expected_figures(team, name):
    put_in(team, load_case(name))
    expected = load_expected(name)

    sheets = current_sheets(team)

    assert [figures(sheet) for sheet in sheets] == expected["assessments"]
    assert [
        {
            "member": sheet.member.code,
            "section": sheet.section.slug,
            "baseline_mean": sheet.baseline.mean_text,
            "latest_mean": sheet.result.mean_text,
        }
        for sheet in sheets
        if sheet.baseline
    ] == expected["changes"]
    codes = [skill.code for skill in critical_core_skills(team)]
    assert coverage(member_levels(sheets), codes) == expected["coverage"]


def test_current_sheet_is_of_the_latest_closed_round_and_knows_its_baseline(team, member):
    first = submitted(closed_round(team, baseline=True), member)
    RatingFactory(assessment=first, level=1)
    second = submitted(closed_round(team, MAY), member)
    RatingFactory(assessment=second, level=3)

    (sheet,) = current_sheets(team)

    assert sheet.assessment == second
    assert sheet.baseline.mean_text == "1.00"
    assert sheet.change("OL-01") == 2
    assert sheet.change("OL-02") is None


def test_baseline_itself_is_compared_with_nothing(team, member):
    RatingFactory(assessment=submitted(closed_round(team, baseline=True), member))

    (sheet,) = current_sheets(team)

    assert sheet.baseline is None


def test_current_sheets_leave_out_drafts_and_open_rounds_and_other_teams(team, member):
    AssessmentFactory(round=closed_round(team), member=member)
    submitted(RoundFactory(team=team), member)
    other = MemberFactory()
    submitted(closed_round(other.team), other)

    assert current_sheets(team) == []


def test_agreed_level_counts_before_the_assessors_and_the_own(team, member):
    sheet = submitted(closed_round(team), member)
    for whose, level in (("self", 1), ("assessor", 2), ("agreed", 0)):
        RatingFactory(assessment=sheet, whose=whose, level=level)
    RatingFactory(assessment=sheet, code="OL-02", whose="self", level=1)
    RatingFactory(assessment=sheet, code="OL-02", whose="assessor", level=None, not_applicable=True)

    (current,) = current_sheets(team)

    assert [(a.level, a.not_applicable, a.whose) for a in current.answers[:3]] == [
        (0, False, "agreed"),
        (None, True, "assessor"),
        (None, False, None),
    ]


def test_retired_skill_is_left_out_unless_it_was_answered(team, member):
    RatingFactory(assessment=submitted(closed_round(team), member), code="OL-01")
    Skill.objects.filter(code__in=["OL-01", "OL-02"]).update(retired_at=timezone.now())

    (current,) = current_sheets(team)

    codes = [answer.skill.code for answer in current.answers]
    assert codes[:2] == ["OL-01", "OL-03"]


def test_level_of_a_skill_that_moved_to_another_role_still_counts(team, member):
    """The catalogue moves a skill after the round; the answer stays what it was."""
    sheet = submitted(closed_round(team), member)
    RatingFactory(assessment=sheet, code="OL-01", level=3)
    elsewhere = submitted(closed_round(team, MAY), member, slug="implementer-program")
    RatingFactory(assessment=elsewhere, code="IP-01", level=2)
    Skill.objects.filter(code="OL-01").update(skill_set=elsewhere.section)

    lead, implementer = current_sheets(team)

    assert (lead.result.rated, lead.levels["OL-01"]) == (1, 3)
    assert implementer.levels.get("OL-01") is None
    assert read_sheet(sheet) == lead.answers


def test_levels_of_a_member_in_two_roles_are_merged(team, member):
    round_ = closed_round(team)
    RatingFactory(assessment=submitted(round_, member), code="OL-01", level=2)
    other = submitted(round_, member, slug="implementer-program")
    RatingFactory(assessment=other, code="IP-01", level=3)

    sheets = current_sheets(team)

    assert member_levels(sheets) == {member: {"OL-01": 2, "IP-01": 3}}
    assert people(sheets) == 1


def test_organisations_and_sheets_without_a_level_are_not_counted_as_people(team):
    round_ = closed_round(team)
    RatingFactory(assessment=submitted(round_, MemberFactory(team=team)))
    desk = MemberFactory(team=team, kind="organisation")
    RatingFactory(assessment=submitted(round_, desk))
    unrated = submitted(round_, MemberFactory(team=team))
    RatingFactory(assessment=unrated, level=None, not_applicable=True)
    RatingFactory(assessment=unrated, code="OL-02", level=None, comment="Later")

    sheets = current_sheets(team)

    assert (len(sheets), people(sheets)) == (3, 1)


def test_current_sheets_can_be_narrowed_to_what_a_user_may_see(team, member, viewer):
    RatingFactory(assessment=submitted(closed_round(team), member))

    seen = current_sheets(team, Assessment.objects.visible_to(viewer))
    own = current_sheets(team, Assessment.objects.visible_to(member.user))

    assert (seen, len(own)) == ([], 1)


def test_sheets_say_whether_a_user_sees_them_as_visible_to_does(
    team, member, lead, assessor, viewer, outsider, staff
):
    """One rule said twice: is_seen decides on totals, visible_to on names."""
    submitted(closed_round(team), member)
    submitted(closed_round(team), MemberFactory(team=team)).round.assessors.add(assessor, viewer)

    for user in (lead, assessor, viewer, outsider, staff, member.user):
        marked = {sheet.pk for sheet in Assessment.objects.seen_by(user) if sheet.is_seen}
        assert marked == set(Assessment.objects.visible_to(user).values_list("pk", flat=True))
    assert [len(Assessment.objects.visible_to(u)) for u in (lead, assessor, viewer)] == [2, 1, 0]


def test_current_sheets_take_three_queries_however_many_there_are(team, django_assert_num_queries):
    round_ = closed_round(team)
    for _number in range(10):
        RatingFactory(assessment=submitted(round_, MemberFactory(team=team)))

    with django_assert_num_queries(3):
        sheets = current_sheets(team)
        assert [sheet.answers[0].skill.competency.name for sheet in sheets]


@pytest.mark.parametrize(("kind", "rough"), [("renamed", False), ("split", True)])
def test_skill_that_took_anothers_place_stays_comparable(team, member, kind, rough):
    SkillCrosswalk.objects.create(old="OL-90", new="OL-01", kind=kind, since="2099.1")
    old = Skill.objects.get(code="OL-01")
    old.pk, old.code, old.retired_at = None, "OL-90", timezone.now()
    old.save(force_insert=True)
    first = submitted(closed_round(team, baseline=True), member)
    RatingFactory(assessment=first, code="OL-90", level=1)
    RatingFactory(assessment=submitted(closed_round(team, MAY), member), level=3)

    (sheet,) = current_sheets(team)

    assert (sheet.change("OL-01"), sheet.is_rough("OL-01")) == (2, rough)
    assert (sheet.change("OL-02"), sheet.is_rough("OL-02")) == (None, False)
