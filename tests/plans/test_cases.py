"""The case for what nobody pays: drafted from roles and skills, and the team's own words."""

import pytest
from django.urls import reverse

from plans.case_texts import CaseFacts, draft, first_few
from plans.models import FundingCase
from roles.models import Skill
from tests.factories import ActivityFactory, FundingFactory, MemberFactory, PositionFactory

FACTS = CaseFacts("Academy", ("2 places",), ("Implementer",), "", ("Analytics",), True, True)


def test_draft_says_what_for_whom_and_what_is_missing():
    found = draft(FACTS)

    assert found.buys == "It pays for: 2 places. It is for: Implementer."
    assert "the skill Analytics" in found.why_now and "safely" in found.why_now
    assert found.without.endswith("without: Analytics. The cost comes back every year.")


def test_draft_of_a_bare_activity_is_whole_sentences():
    found = draft(CaseFacts("Hosting", (), (), "", (), False, False))

    assert found.paragraph == "It pays for: Hosting. Without the money this does not happen."


@pytest.mark.parametrize(
    ("words", "text"),
    [((), ""), (("a", "b", "c"), "a, b, c"), (("a", "b", "c", "d"), "a, b, c and 1 more")],
)
def test_long_lists_are_cut(words, text):
    assert first_few(words) == text


@pytest.fixture
def activity(plan):
    funding = FundingFactory(line__activity__plan=plan, line__description="Two places")
    activity = funding.line.activity
    member = MemberFactory(team=plan.team, name="Semisi Faleono")
    PositionFactory(team=plan.team, slug="operational-lead", holder=member)
    activity.participants.add(member)
    activity.skills.add(Skill.objects.get(code="OL-01"))
    return activity


@pytest.mark.django_db
def test_list_names_roles_and_never_people(page, team, activity):
    text = page.get(reverse("plans:unfunded", args=[team.slug])).text

    assert "It is for: Operational Lead." in text
    assert "Semisi" not in text


@pytest.mark.django_db
def test_own_words_stand_instead_of_the_draft(page, team, activity):
    url = reverse("plans:case_edit", args=[team.slug, activity.pk])
    page.post(url, {"buys": "Two places in Dakar.", "why_now": "", "without": ""})

    (row,) = page.get(reverse("plans:unfunded", args=[team.slug])).context["rows"]

    assert row["case"].buys == "Two places in Dakar." and "skill" in row["case"].why_now
    assert row["is_own"]


@pytest.mark.django_db
def test_second_editor_of_a_case_sees_both(page, team, activity):
    FundingCase.objects.create(activity=activity, buys="Theirs", version=2)

    response = page.post(
        reverse("plans:case_edit", args=[team.slug, activity.pk]), {"buys": "Mine", "seen": "1"}
    )

    assert "Theirs" in response.text and "Mine" in response.text


@pytest.mark.django_db
def test_second_of_two_who_write_the_first_case_is_told(page, team, plan):
    url = reverse("plans:case_edit", args=[team.slug, ActivityFactory(plan=plan).pk])
    data = {"buys": "Mine", "seen": page.get(url).context["form"]["seen"].value()}
    page.post(url, data)

    refused = page.post(url, data | {"buys": "Theirs"})

    assert "They entered: What it buys: Mine" in refused.text
    assert FundingCase.objects.get().buys == "Mine"
