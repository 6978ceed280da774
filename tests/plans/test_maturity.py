"""What the guide advises before new work, at every boundary; a page that two people may edit."""

import pytest
from django.urls import reverse

from plans.maturity import ADEQUATE, EARLY, NOT_YET, Kind, advice, hinted
from plans.models import Maturity
from plans.models.maturity import DOMAINS
from roles.models import Skill
from tests.factories import ActivityFactory

ALL = dict.fromkeys(DOMAINS, ADEQUATE)


@pytest.mark.parametrize(
    ("levels", "aggregate", "tracker"),
    [
        (ALL, True, True),
        (ALL | {"metadata": EARLY}, True, True),
        (ALL | {"metadata": NOT_YET}, False, False),
        (ALL | {"security": EARLY}, True, False),
        (ALL | {"security": NOT_YET}, False, False),
        (ALL | {"profile": None}, False, False),
    ],
)
def test_guide_advises_by_the_weakest_foundation(levels, aggregate, tracker):
    assert [one.is_ready for one in advice(levels)] == [aggregate, tracker]


def test_early_progress_is_named_as_better_still_before_a_tracker():
    _aggregate, tracker = advice(ALL | {"metadata": EARLY, "security": EARLY})

    assert (tracker.too_low, tracker.preferable) == (("security",), ("metadata",))


def post(page, team, **values):
    return page.post(reverse("plans:maturity", args=[team.slug]), {"seen": 0} | values)


@pytest.mark.django_db
def test_second_person_is_told(page, team):
    post(page, team, security=1)

    response = post(page, team, security=2)

    assert Maturity.objects.get().security == EARLY
    assert "DHIS2 security and compliance: Early progress" in response.text


@pytest.mark.django_db
def test_nonsense_is_refused(page, team):
    assert post(page, team, security=7).context["form"].errors["security"]
    assert not Maturity.objects.exists()


@pytest.mark.parametrize(
    ("skills", "kind"),
    [
        (["IT-07", "IT-03"], Kind.TRACKER),
        (["IT-03"], Kind.AGGREGATE),
        (["IT-01", "OL-11"], None),
        ([], None),
    ],
)
def test_skills_hint_at_new_work(skills, kind):
    assert hinted(skills) == kind


def activity_page(page, activity):
    return page.get(activity.get_absolute_url()).text


@pytest.mark.django_db
def test_activity_that_brings_a_tracker_is_warned_with_the_reason(page, team, plan, counted_sheet):
    counted_sheet({"IT-07": 0, "IT-08": 2}, slug="implementer-technical")
    post(page, team, **(ALL | {"security": EARLY}))
    activity = ActivityFactory(plan=plan, new_work="tracker")

    text = activity_page(page, activity)

    assert "The guide advises against a new tracker program for now" in text
    assert "Bring up first: DHIS2 security and compliance." in text
    assert "At level 0: Configure event and tracker programs (IT-07)." in text
    assert activity.title in page.get(reverse("plans:maturity", args=[team.slug])).text


@pytest.mark.django_db
def test_new_domain_on_good_foundations_is_not_warned(page, team, plan):
    post(page, team, **ALL)

    text = activity_page(page, ActivityFactory(plan=plan, new_work="aggregate"))

    assert "The foundations carry a new aggregate domain" in text
    assert "advises against" not in text


@pytest.mark.django_db
def test_levels_at_zero_are_told_only_to_who_sees_them_all(client, plan, counted_sheet, viewer):
    counted_sheet({"IT-07": 0}, slug="implementer-technical")
    client.force_login(viewer)

    text = activity_page(client, ActivityFactory(plan=plan, new_work="tracker"))

    assert "Not known yet whether" in text
    assert "At level 0" not in text


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "asked"), [("", True), ("none", False)])
def test_who_builds_tracker_skills_is_asked_once(page, plan, said, asked):
    activity = ActivityFactory(plan=plan, new_work=said)
    activity.skills.add(Skill.objects.get(code="IT-07"))

    assert ("Does a new tracker program begin?" in activity_page(page, activity)) is asked
