"""What technical assistance lacks is warned about, never refused."""

import pytest
from django.urls import reverse

from plans.assistance import lacks_of
from plans.models import Activity, AssistanceDays
from tests.factories import ActivityFactory, CostLineFactory

YEARS = [2027, 2028, 2029]


@pytest.mark.parametrize(
    ("paired", "text", "days", "years", "lacks"),
    [
        (True, "Tracker", {2027: 20, 2028: 10, 2029: 0}, YEARS, []),
        (True, "Tracker", {2027: 20}, [2027], []),
        (True, "Tracker", {2027: 20, 2028: 20}, YEARS, ["declining"]),
        (True, "Tracker", {2027: 10, 2028: 11}, YEARS, ["declining"]),
        (True, "Tracker", {2027: 20, 2028: 19, 2029: 18}, YEARS, []),
        (False, " ", {}, YEARS, ["paired", "handed_over", "days"]),
        (True, "Tracker", {2027: 0}, YEARS, ["days"]),
    ],
)
def test_assistance_names_who_learns_what_stays_and_fewer_days(paired, text, days, years, lacks):
    assert lacks_of(paired, text, days, years) == lacks


@pytest.mark.django_db
def test_terms_are_kept_and_the_plan_warns_until_they_are_whole(page, team, plan, member):
    activity = ActivityFactory(plan=plan, kind=Activity.Kind.TECHNICAL_ASSISTANCE)
    before = page.get(reverse("plans:detail", args=[team.slug])).text
    terms = {"paired": member.pk, "handed_over": "The servers", "days_2027": "20"}

    page.post(reverse("plans:assistance_edit", args=[team.slug, activity.pk]), terms)

    assert "No member is paired with the expert." in before
    assert AssistanceDays.objects.get().days == 20
    assert "is paired with" not in page.get(reverse("plans:detail", args=[team.slug])).text
    assert "The servers" in page.get(activity.get_absolute_url()).text


@pytest.mark.django_db
@pytest.mark.parametrize(("category", "is_asked"), [("C6", True), ("C7", False)])
def test_mentoring_with_fees_of_an_expert_is_asked_the_same(category, is_asked, page, team, plan):
    activity = ActivityFactory(plan=plan, kind=Activity.Kind.MENTORSHIP)
    CostLineFactory(activity=activity, code=category)

    pages = [
        page.get(where).text
        for where in (
            reverse("plans:detail", args=[team.slug]),
            activity.get_absolute_url(),
        )
    ]

    assert ["No member is paired with the expert." in text for text in pages] == [is_asked] * 2
    assert (reverse("plans:assistance_edit", args=[team.slug, activity.pk]) in pages[1]) is is_asked


@pytest.mark.django_db
@pytest.mark.parametrize("days", ["367", "-1", "many"])
def test_absurd_days_are_told(days, page, team, plan):
    activity = ActivityFactory(plan=plan, kind=Activity.Kind.TECHNICAL_ASSISTANCE)
    where = reverse("plans:assistance_edit", args=[team.slug, activity.pk])

    response = page.post(where, {"days_2027": days})

    assert response.status_code == 200 and not AssistanceDays.objects.exists()


@pytest.mark.django_db
def test_second_of_two_who_write_the_first_terms_is_told(page, team, plan):
    activity = ActivityFactory(plan=plan, kind=Activity.Kind.TECHNICAL_ASSISTANCE)
    url = reverse("plans:assistance_edit", args=[team.slug, activity.pk])
    seen = page.get(url).context["form"]["seen"].value()
    page.post(url, {"handed_over": "Mine", "days_2027": "20", "seen": seen})

    refused = page.post(url, {"handed_over": "Theirs", "seen": seen})

    assert "They entered" in refused.text and AssistanceDays.objects.get().days == 20
