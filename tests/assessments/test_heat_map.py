"""The heat map: filters in the address, order by need, and a round of 60 members in three roles."""

import gzip
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.heat_map import HeatForm, HeatRow, heat_maps
from assessments.models import Assessment, Rating
from assessments.pictures import heat_picture
from assessments.results import current_sheets
from assessments.sheet_result_page import mean_target
from roles.models import Role, Skill, TargetLevel
from roles.targets import wanted_levels
from roles.thresholds import DEFAULT_THRESHOLDS
from tests.assessments.test_result_pages import CLOSED, assess
from tests.factories import MemberFactory, RoundFactory

LARGE_ROUND = 60_000


@pytest.mark.parametrize(
    ("critical", "able", "need"), [(False, 1, 3), (True, 1, 6), (False, 0, 6), (True, 0, 12)]
)
def test_need_is_what_lacks_times_two_if_critical_and_if_nobody_is_able(critical, able, need):
    row = HeatRow(Skill(critical=critical), [], at_independent=able, missing=3)

    assert row.need == need


@pytest.fixture
def closed(team):
    return RoundFactory(team=team, closed=CLOSED, baseline=True)


def codes(team, query):
    sheets = current_sheets(team)
    form = HeatForm(QueryDict(query), sheets)
    maps = heat_maps(sheets, DEFAULT_THRESHOLDS, wanted_levels(team), form)
    return {one.role.slug: [row.skill.code for row in one.rows] for one in maps}


def test_map_is_narrowed_by_role_competency_critical_and_target(team, closed, member):
    sheet = assess(closed, member, level=2)
    assess(closed, member, level=2, slug="trainer")
    Rating.objects.filter(assessment=sheet, skill__code="OL-03").update(level=1)

    assert set(codes(team, "")) == {"operational-lead", "trainer"}
    assert set(codes(team, "role=trainer")) == {"trainer"}
    assert codes(team, "below=on") == {"operational-lead": ["OL-03"]}
    critical = codes(team, "critical=on&sort=catalogue&role=operational-lead")["operational-lead"]
    assert (critical[0], len(critical)) == ("OL-01", 7)
    competency = Skill.objects.get(code="OL-03").competency
    found = codes(team, f"competency={competency.code}&sort=catalogue")
    assert found["operational-lead"] == list(
        Skill.objects.current()
        .filter(skill_set__slug="operational-lead", competency=competency)
        .order_by("order")
        .values_list("code", flat=True)
    )


def test_map_is_sorted_by_need_unless_the_order_of_the_catalogue_is_asked(team, closed, member):
    sheet = assess(closed, member, level=2)
    Rating.objects.filter(assessment=sheet, skill__code="OL-07").update(level=0)
    Rating.objects.filter(assessment=sheet, skill__code="OL-08").update(level=1)

    for query in ("", "sort=need"):
        assert codes(team, query)["operational-lead"][:3] == ["OL-07", "OL-08", "OL-01"]
    in_order = codes(team, "sort=catalogue")["operational-lead"]
    assert in_order[:3] == ["OL-01", "OL-02", "OL-03"]


def test_unknown_choices_are_told_and_not_applied(team, lead, closed, member):
    assess(closed, member)
    client = Client()
    client.force_login(lead)

    page = client.get(
        reverse("assessments:results", args=[team.slug]), {"role": "nobody", "sort": "'"}
    )

    assert "Select a valid choice" in page.content.decode()
    assert len(page.context["maps"]) == 1


def test_filters_stay_when_somebody_leaves(team, lead, closed, member):
    assess(closed, member)
    client = Client()
    client.force_login(lead)

    page = client.get(
        reverse("assessments:results", args=[team.slug]),
        {"sort": "catalogue", "without": member.pk},
    ).content.decode()

    assert '<input type="hidden" name="sort" value="catalogue">' in page
    assert f'<input type="hidden" name="without" value="{member.pk}"' in page


def large_round(team, members):
    """Every member in three roles, about 57 ratings each."""
    closed = RoundFactory(team=team, closed=CLOSED)
    roles = Role.objects.filter(
        slug__in=["implementer-technical", "trainer", "server-administrator"]
    )
    people = MemberFactory.create_batch(members, team=team)
    sheets = Assessment.objects.bulk_create(
        Assessment(
            round=closed,
            member=person,
            section=role,
            state="submitted",
            submitted_at=timezone.now(),
        )
        for person in people
        for role in roles
    )
    skills = {role.pk: list(Skill.objects.filter(skill_set=role)) for role in roles}
    Rating.objects.bulk_create(
        Rating(assessment=sheet, skill=skill, whose="assessor", level=(sheet.pk * skill.pk) % 4)
        for sheet in sheets
        for skill in skills[sheet.section_id]
    )


def test_round_of_60_members_in_three_roles_is_light(team, lead):
    large_round(team, 60)
    client = Client()
    client.force_login(lead)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("assessments:results", args=[team.slug]))

    assert Rating.objects.count() > 3_400
    assert len(queries) < 20
    assert len(gzip.compress(response.content)) < LARGE_ROUND


def test_below_target_follows_what_the_team_wants(team, closed, member):
    assess(closed, member, level=2)
    skill = Skill.objects.get(code="OL-03")
    TargetLevel.objects.create(team=team, role=skill.skill_set, skill=skill, level=3)

    assert codes(team, "below=on") == {"operational-lead": ["OL-03"]}


def test_radar_shows_the_mean_of_the_teams_targets_without_what_does_not_apply(
    team, closed, member
):
    sheet = assess(closed, member, level=2)
    (current,) = current_sheets(team)
    first, second, third = (answer.skill for answer in current.answers[:3])
    TargetLevel.objects.create(team=team, role=sheet.section, skill=first, level=3)
    TargetLevel.objects.create(team=team, role=sheet.section, skill=third, level=0)
    Rating.objects.filter(assessment=sheet, skill=third).update(level=None, not_applicable=True)
    (current,) = current_sheets(team)

    assert [a.skill.code for a in current.answers[:2]] == [first.code, second.code]
    assert mean_target(current, current.answers[:3], wanted_levels(team)) == 2.5
    assert mean_target(current, current.answers[2:3], wanted_levels(team)) is None


def test_picture_cuts_no_name():
    skill = SimpleNamespace(
        code="IT-01", name="Skill with " + "many " * 14 + "words", critical=False
    )
    row = SimpleNamespace(skill=skill, cells=[], at_independent=0)
    sheet = SimpleNamespace(member="Maria Fernanda Albuquerque")
    role = SimpleNamespace(name="Trainer")

    drawn = heat_picture([SimpleNamespace(role=role, sheets=[sheet], rows=[row])])

    words = " ".join(shape.text for shape in drawn.shapes)
    assert skill.name in words
    assert {"Maria", "Fernanda", "Albuquerque"} <= {shape.text for shape in drawn.shapes}
