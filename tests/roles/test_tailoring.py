"""What a team asks, and how far it wants to get: its own skills, switches and targets."""

import datetime

import pytest
from django.db import IntegrityError
from django.urls import reverse

from roles.models import Competency, Role, Skill, TargetLevel, TeamSkill
from roles.targets import member_targets, read_targets
from tests.factories import MemberFactory, PositionFactory, TeamFactory, ask

pytestmark = pytest.mark.django_db


def own_skill(team, code="OWN-01", slug="operational-lead", **values):
    return Skill.every.create(
        team=team,
        code=code,
        name_en="Speak for the schools",
        skill_set=Role.objects.get(slug=slug),
        competency=Competency.objects.first(),
        order=1001,
        **values,
    )


def asked(team, slug="operational-lead"):
    section = Role.objects.get(slug=slug)
    return [skill.code for skill in Skill.every.asked_by(team, section)]


def asked_on(team, day):
    return [skill.code for skill in Skill.every.read_for(team) if skill.is_asked(day)]


def test_core_roles_are_asked_and_lighter_lists_only_when_switched_on(team):
    before = asked(team, "data-scientist")
    ask(team, "data-scientist")

    assert before == [] and asked(team, "data-scientist")[0] == "DS-01"
    assert asked(team)[:2] == ["OL-01", "OL-02"]


def test_skill_that_was_switched_off_is_not_asked_but_elsewhere(team):
    TeamSkill.objects.create(team=team, skill=Skill.objects.get(code="OL-02"), asked=False)

    assert "OL-02" not in asked(team)
    assert "OL-02" in asked(TeamFactory())


def test_switch_leaves_earlier_days_as_they_were(team):
    day = datetime.date(2026, 3, 2)
    TeamSkill.objects.create(
        team=team, skill=Skill.objects.get(code="OL-02"), asked=False, since=day
    )
    TeamSkill.objects.create(team=team, skill=own_skill(team), asked=True, since=day)
    before = day - datetime.timedelta(days=1)

    assert "OL-02" in asked_on(team, before) and "OL-02" not in asked_on(team, day)
    assert "OWN-01" not in asked_on(team, before) and "OWN-01" in asked_on(team, day)


def test_own_skill_is_asked_last_and_known_to_no_other_team(team):
    own_skill(team)

    assert asked(team)[-1] == "OWN-01"
    assert "OWN-01" not in asked(TeamFactory())
    assert not Skill.objects.filter(code="OWN-01").exists()


def test_shared_skill_is_asked_of_both_roles_and_follows_the_own_ones(team):
    shared = Skill.objects.get(code="OL-01")
    shared.also_for.add(Role.objects.get(slug="server-administrator"))

    codes = asked(team, "server-administrator")

    assert codes[-1] == "OL-01" and codes.count("OL-01") == 1
    assert asked(team)[0] == "OL-01"


def test_skills_asked_take_one_query(team, django_assert_num_queries):
    own_skill(team)
    with django_assert_num_queries(1):
        Skill.every.asked_by(team)


def test_target_of_a_position_comes_before_that_of_its_role(team, member):
    other = MemberFactory(team=team)
    lead = PositionFactory(team=team, holder=member)
    PositionFactory(team=team, holder=other)
    skill = Skill.objects.get(code="OL-02")
    TargetLevel.objects.create(team=team, role=lead.role, skill=skill, level=3)
    TargetLevel.objects.create(team=team, position=lead, skill=skill, level=1)

    found = member_targets(team, read_targets(team))

    assert found == {
        (str(member.pk), "operational-lead", "OL-02"): 1,
        (str(other.pk), "operational-lead", "OL-02"): 3,
    }


@pytest.mark.parametrize(
    "broken",
    [
        lambda team, skill: Skill.every.create(
            team=team, code="XX-1", skill_set=skill.skill_set, competency=skill.competency
        ),
        lambda team, skill: Skill.every.create(
            code="OWN-1", skill_set=skill.skill_set, competency=skill.competency
        ),
        lambda team, skill: Skill.every.create(
            code="OL-01", skill_set=skill.skill_set, competency=skill.competency
        ),
        lambda team, skill: [own_skill(team), own_skill(team)],
        lambda team, skill: [
            TeamSkill.objects.create(team=team, skill=skill, asked=True) for _twice in "12"
        ],
        lambda team, skill: TargetLevel.objects.create(team=team, skill=skill, level=2),
        lambda team, skill: TargetLevel.objects.create(
            team=team, role=skill.skill_set, skill=skill, level=4
        ),
        lambda team, skill: [
            TargetLevel.objects.create(team=team, role=skill.skill_set, skill=skill, level=2)
            for _twice in "12"
        ],
    ],
)
def test_database_keeps_what_a_team_may_say(team, broken):
    with pytest.raises(IntegrityError):
        broken(team, Skill.objects.get(code="OL-01"))


@pytest.mark.parametrize(
    "page",
    ["roles:skill_list", "roles:catalogue", "roles:competency_list", "roles:resource_list"],
)
def test_public_pages_know_no_own_skill(client, team, page):
    own_skill(team, slug="data-scientist")

    assert "Speak for the schools" not in client.get(reverse(page)).content.decode()


def test_public_address_of_an_own_skill_leads_nowhere(client, team):
    own_skill(team)

    assert client.get(reverse("roles:skill_detail", args=["OWN-01"])).status_code == 404
    role = client.get(reverse("roles:role_detail", args=["operational-lead"]))
    assert "OWN-01" not in role.content.decode()


def test_admin_lists_and_exports_no_own_skill(client, staff, team):
    skill = own_skill(team)
    client.force_login(staff)

    listed = client.get(reverse("admin:roles_skill_changelist") + "?q=OWN").content.decode()
    page = client.get(reverse("admin:roles_skill_change", args=[skill.pk]))
    exported = client.get(reverse("admin:roles_skill_export", args=["csv"])).content.decode()
    pickable = client.get(
        reverse("admin:autocomplete")
        + "?term=schools&app_label=roles&model_name=learningresource&field_name=skills"
    ).json()

    assert "Speak for the schools" not in listed + exported
    assert page.status_code == 302  # to the front of the admin: there is no such skill
    assert pickable["results"] == []


def test_competency_page_counts_no_own_skill(client, team):
    def main():
        page = client.get(reverse("roles:competency_list")).content.decode()
        return page.split("<main")[1].split("</main>")[0]  # the forms carry a new token each time

    before = main()
    own_skill(team)

    assert main() == before
