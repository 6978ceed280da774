"""Funding sources: made, changed, and deleted only while nobody counts on them."""

import pytest
from django.urls import reverse

from plans.actions import save_named
from plans.models import FundingSource
from plans.money_forms import FundingSourceForm
from tests.factories import FundingFactory, FundingSourceFactory, SpendingFactory

pytestmark = pytest.mark.django_db

DATA = {"name": "Regional grant", "type": "programme_grant"}


def at(name, team, *args):
    return reverse(f"plans:{name}", args=[team.slug, *args])


def test_source_is_created(page, team, plan):
    response = page.post(at("source_create", team), DATA)

    assert response["Location"] == at("source_list", team)
    assert FundingSource.objects.get().plan == plan


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": ""}, "This field is required"),
        ({"type": "lottery"}, "Select a valid choice"),
        ({"name": "Ministry budget"}, "a funding source of this name already"),
        ({"name": "x" * 121}, "at most 120 characters"),
    ],
)
def test_bad_source_is_refused(wrong, message, page, team, ministry):
    response = page.post(at("source_create", team), DATA | wrong)

    assert message in response.text
    assert FundingSource.objects.count() == 1


def test_source_cannot_be_moved_to_another_plan(page, team, plan):
    other = FundingSourceFactory().plan

    page.post(at("source_create", team), DATA | {"plan": other.pk})

    assert plan.funding_sources.get().name == "Regional grant"


def test_source_is_edited(page, team, ministry):
    page.post(at("source_edit", team, ministry.pk), DATA)

    ministry.refresh_from_db()
    assert ministry.name == "Regional grant"


def test_list_shows_what_each_source_pays(page, team, plan, ministry):
    FundingFactory(line__activity__plan=plan, source=ministry, status="secured", percent=100)
    FundingFactory(line__activity__plan=plan)

    response = page.get(at("source_list", team))

    assert response.context["rows"] == [(ministry, "900")]
    assert response.context["unfunded"] == "900"


def test_empty_list_says_what_it_is_for(page, team, plan):
    response = page.get(at("source_list", team))

    assert "No funding source yet" in response.text


def test_source_in_use_is_kept_and_the_page_says_where(page, team, plan, ministry):
    funding = FundingFactory(line__activity__plan=plan, source=ministry, status="secured")
    url = at("source_delete", team, ministry.pk)

    response = page.post(url)

    assert "cannot be deleted while it pays" in response.text
    assert funding.line.activity.title in response.text
    assert FundingSource.objects.filter(pk=ministry.pk).exists()


def test_unused_source_is_deleted_after_asking(page, team, ministry):
    url = at("source_delete", team, ministry.pk)

    asked = page.get(url)
    page.post(url, {"seen": "1"})

    assert "Delete the funding source Ministry budget?" in asked.text
    assert not FundingSource.objects.exists()


def test_source_of_another_team_is_not_there(page, team):
    response = page.get(at("source_edit", team, FundingSourceFactory().pk))

    assert response.status_code == 404


def test_list_keeps_its_number_of_queries(
    page, team, plan, django_assert_max_num_queries, django_assert_num_queries
):
    FundingFactory(
        line__activity__plan=plan, source=FundingSourceFactory(plan=plan), status="secured"
    )
    with django_assert_max_num_queries(19) as before:
        page.get(at("source_list", team))

    for _ in range(10):
        source = FundingSourceFactory(plan=plan)
        FundingFactory(line__activity__plan=plan, source=source, status="secured")

    with django_assert_num_queries(len(before)):
        page.get(at("source_list", team))


def test_second_editor_of_a_source_sees_both_values(page, team, ministry):
    url = at("source_edit", team, ministry.pk)
    page.post(url, DATA | {"seen": "1"})

    refused = page.post(url, {"name": "National fund", "type": "donor", "seen": "1"})
    ministry.refresh_from_db()
    kept = ministry.name
    page.post(url, {"name": "National fund", "type": "donor", "seen": "2"})

    assert "Regional grant" in refused.text and "Programme grant" in refused.text
    assert 'value="National fund"' in refused.text
    assert kept == "Regional grant"
    ministry.refresh_from_db()
    assert (ministry.name, ministry.type) == ("National fund", "donor")


def test_name_taken_in_the_meantime_is_not_saved_twice(lead, plan):
    form = FundingSourceForm(DATA, instance=FundingSource(plan=plan))
    assert form.is_valid()
    FundingSourceFactory(plan=plan, name="Regional grant")

    assert not save_named(form, by=lead)
    assert plan.funding_sources.count() == 1


def test_money_that_ends_before_the_plan_begins_is_asked_about(page, team, plan):
    response = page.post(at("source_create", team), DATA | {"ends": "2020-01-01"}, follow=True)

    assert "ends before the plan begins" in response.text


def test_source_that_only_paid_is_kept(page, team, plan, ministry):
    line = FundingFactory(line__activity__plan=plan, line__activity__code="A-04").line
    SpendingFactory(line=line, source=ministry)

    response = page.post(at("source_delete", team, ministry.pk))

    assert "cannot be deleted while it pays" in response.text and "A-04" in response.text
    assert FundingSource.objects.get() == ministry
