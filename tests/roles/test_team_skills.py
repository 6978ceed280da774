"""The page Skills and targets, its forms, and that nothing of it reaches another team."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from roles.models import Competency, Role, Skill, TargetLevel, TeamSkill
from roles.targets import wanted_levels
from tests.factories import MemberFactory, PositionFactory, TeamFactory
from tests.roles.test_tailoring import asked, asked_on, own_skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


def page(team, name="team_skills", *args):
    return reverse(f"roles:{name}", args=[team.slug, *args])


def shown(response):
    """What the form holds, as a browser would send it back."""
    form = response.context["form"]
    data = {}
    for name in form.fields:
        value = form[name].value()
        if value is not None and value is not False:
            data[name] = "on" if value is True else value
    return data


def test_page_is_narrowed_by_search_and_role(as_lead, team):
    found = as_lead.get(page(team) + "?role=data-scientist&q=DS-01").context["sections"]

    (section,) = found
    assert [line.skill.code for line in section.lines] == ["DS-01"]
    assert section.is_lighter and not section.lines[0].asked


def test_unknown_role_is_told_and_not_applied(as_lead, team):
    response = as_lead.get(page(team) + "?role=king")

    assert "Select a valid choice" in response.content.decode()
    assert len(response.context["sections"]) > 5


def test_lighter_list_is_switched_on_and_off_by_one_press(as_lead, team):
    as_lead.post(page(team, "role_levels", "data-scientist"), {"all": "on"})
    on = asked(team, "data-scientist")
    as_lead.post(page(team, "role_levels", "data-scientist"), {"all": "off"})

    assert on[0] == "DS-01" and asked(team, "data-scientist") == []


def test_only_what_was_changed_is_written(as_lead, team):
    url = page(team, "role_levels", "operational-lead")
    data = shown(as_lead.get(url)) | {"target-OL-02": "3"}
    del data["asked-OL-03"]

    as_lead.post(url, data)

    assert list(TeamSkill.objects.values_list("skill__code", "asked")) == [("OL-03", False)]
    assert list(TargetLevel.objects.values_list("skill__code", "role__slug", "level")) == [
        ("OL-02", "operational-lead", 3)
    ]


def test_target_is_taken_back_to_the_usual_one(as_lead, team):
    url = page(team, "role_levels", "operational-lead")
    as_lead.post(url, shown(as_lead.get(url)) | {"target-OL-02": "0"})
    stored = TargetLevel.objects.get().level

    as_lead.post(url, shown(as_lead.get(url)) | {"target-OL-02": ""})

    assert stored == 0 and not TargetLevel.objects.exists()


@pytest.mark.parametrize("level", ["4", "-1", "two", "1.5"])
def test_level_out_of_range_is_told_at_its_field_and_writes_nothing(as_lead, team, level):
    url = page(team, "role_levels", "operational-lead")
    data = shown(as_lead.get(url)) | {"target-OL-02": level, "target-OL-04": "3"}

    response = as_lead.post(url, data)

    form = response.context["form"]
    assert form.errors == {"target-OL-02": ["Choose a target level from 0 to 3."]}
    assert form["target-OL-04"].value() == "3"
    assert not TargetLevel.objects.exists()


def test_second_editor_is_told_and_may_save_over_it(as_lead, team):
    url = page(team, "role_levels", "operational-lead")
    mine = shown(as_lead.get(url)) | {"target-OL-02": "3"}
    as_lead.post(url, shown(as_lead.get(url)) | {"target-OL-02": "1", "target-OL-05": "1"})

    told = as_lead.post(url, mine)
    first = TargetLevel.objects.get(skill__code="OL-02").level
    as_lead.post(url, shown(told))

    assert "Somebody else changed this" in told.context["form"].errors["target-OL-02"][0]
    assert "target 1" in told.context["form"].errors["target-OL-02"][0]
    levels = dict(TargetLevel.objects.values_list("skill__code", "level"))
    assert (first, levels) == (1, {"OL-02": 3, "OL-05": 1})  # what the other set elsewhere stays


def test_position_has_targets_of_its_own(as_lead, team, member):
    position = PositionFactory(team=team, holder=member)
    url = page(team, "position_levels", position.pk)

    as_lead.post(url, shown(as_lead.get(url)) | {"target-OL-02": "1"})

    assert wanted_levels(team).of(member.pk, "operational-lead", "OL-02") == 1
    assert wanted_levels(team).of(0, "operational-lead", "OL-02") == 2


def test_position_of_another_team_is_not_there(as_lead, team):
    other = PositionFactory(team=TeamFactory())

    response = as_lead.post(page(team, "position_levels", other.pk), {"target-OL-02": "1"})

    assert response.status_code == 404 and not TargetLevel.objects.exists()


def test_target_of_a_family_counts_for_its_sub_roles_until_they_have_their_own(team, member):
    program = Role.objects.get(slug="trainer-program")
    position = PositionFactory(team=team, holder=member, role=program)
    skill = Skill.objects.filter(skill_set=program.skill_set).first()
    TargetLevel.objects.create(team=team, role=program.skill_set, skill=skill, level=3)
    section = program.skill_set.slug
    of_family = wanted_levels(team).of(member.pk, section, skill.code)
    TargetLevel.objects.create(team=team, role=program, skill=skill, level=1)

    assert of_family == 3
    assert wanted_levels(team).of(position.holder.pk, section, skill.code) == 1


OWN_DATA = {"code": "own-05", "name_en": "Speak for the schools", "level_2_en": "Speaks alone"}


def own_data(**values):
    return (
        OWN_DATA
        | {
            "skill_set": Role.objects.get(slug="operational-lead").pk,
            "competency": Competency.objects.first().pk,
        }
        | values
    )


def test_own_skill_is_added_and_asked_from_today_on(as_lead, team):
    trainer = Role.objects.get(slug="trainer")
    as_lead.post(page(team, "own_skill_create"), own_data(also_for=[trainer.pk], critical="on"))

    skill = Skill.every.get(team=team)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert (skill.code, skill.critical, skill.level_2) == ("OWN-05", True, "Speaks alone")
    assert asked(team)[-1] == asked(team, "trainer")[-1] == "OWN-05"
    assert "OWN-05" not in asked_on(team, yesterday)


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"code": "OL-90"}, "code", "Write OWN- and up to six letters or digits"),
        ({"code": "OWN-1234567"}, "code", "at most 10 characters"),
        ({"code": "OWN-77"}, "code", "already"),
        ({"name_en": ""}, "name_en", "required"),
        ({"name_en": "x" * 201}, "name_en", "at most 200 characters"),
        ({"level_1_en": "x" * 501}, "level_1_en", "at most 500 characters"),
        ({"skill_set": "0"}, "skill_set", "not one of the available choices"),
        ({"competency": "x"}, "competency", "not one of the available choices"),
    ],
)
def test_bad_own_skill_is_told_at_its_field(as_lead, team, values, field, message):
    own_skill(team, code="OWN-77")

    response = as_lead.post(page(team, "own_skill_create"), own_data(**values))

    errors = response.context["form"].errors
    assert list(errors) == [field] and message in errors[field][0]
    assert Skill.every.filter(team=team).count() == 1


def test_second_editor_of_an_own_skill_is_told(as_lead, team):
    skill = own_skill(team)
    url = page(team, "own_skill_edit", skill.pk)
    as_lead.post(url, own_data(code="OWN-01", seen="1", name_en="First"))

    told = as_lead.post(url, own_data(code="OWN-01", seen="1", name_en="Second"))

    assert "Somebody else saved this" in told.content.decode()
    assert Skill.every.get(pk=skill.pk).name == "First"


def test_own_skill_is_retired_and_brought_back(as_lead, team):
    skill = own_skill(team)
    as_lead.post(page(team, "own_skill_retire", skill.pk))
    retired = asked(team)
    listed = [one.code for one in as_lead.get(page(team)).context["retired"]]
    as_lead.post(page(team, "own_skill_restore", skill.pk))

    assert "OWN-01" not in retired and listed == ["OWN-01"]
    assert "OWN-01" in asked(team)


@pytest.mark.parametrize("name", ["own_skill_edit", "own_skill_retire", "own_skill_restore"])
def test_skill_of_another_team_or_of_the_guide_is_not_ours(as_lead, team, name):
    foreign = own_skill(TeamFactory())
    guide = Skill.objects.first()

    answers = [as_lead.post(page(team, name, one.pk), own_data()) for one in (foreign, guide)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_page_of_another_team_names_no_own_skill(as_lead, team):
    own_skill(TeamFactory(), slug="operational-lead")
    own_skill(team, code="OWN-02")

    text = as_lead.get(page(team)).content.decode()
    form = as_lead.get(page(team, "role_levels", "operational-lead")).content.decode()

    assert "OWN-02" in text and "OWN-01" not in text + form


@pytest.mark.parametrize("name", ["team_skills", "role_levels"])
def test_pages_take_the_same_queries_with_more_rows(as_lead, team, name, query_count):
    url = page(team, name, *(["operational-lead"] if name == "role_levels" else []))
    own_skill(team, code="OWN-00")
    PositionFactory(team=team, holder=MemberFactory(team=team))
    TargetLevel.objects.create(
        team=team, role=Role.objects.first(), skill=Skill.objects.first(), level=1
    )
    before = query_count(lambda: as_lead.get(url))
    for number in range(1, 11):
        own_skill(team, code=f"OWN-{number:02}")
        position = PositionFactory(team=team, holder=MemberFactory(team=team))
        skill = Skill.objects.all()[number]
        TargetLevel.objects.create(team=team, position=position, skill=skill, level=1)
        TeamSkill.objects.create(team=team, skill=skill, asked=False)

    assert query_count(lambda: as_lead.get(url)) == before < 20


@pytest.mark.parametrize(
    ("query", "count"), [("", 0), ("?open=all", 11), ("?open=trainer", 1), ("?q=TR-01", 1)]
)
def test_lists_are_closed_until_one_or_all_are_asked_for(query, count, as_lead, team):
    response = as_lead.get(page(team) + query)

    lists = re.findall(
        r'<details class="disclosure" id="[\w-]+"( open)?>', response.content.decode()
    )
    assert lists.count(" open") == count
    assert len(lists) == len(response.context["sections"])
