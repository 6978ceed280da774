"""Many cost lines in one table: one save, all or nothing, and the second editor sees both."""

from decimal import Decimal

import pytest
from django.urls import reverse

from plans.models import CostLine, Funding
from tests.factories import CostLineFactory, FundingFactory, FundingSourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(team, plan):
    return reverse("plans:lines_edit", args=[team.slug])


@pytest.fixture
def lines(plan):
    made = [CostLineFactory(activity__plan=plan, description=f"Line {n}") for n in range(3)]
    for line in made:
        FundingFactory(line=line)
    return made


def as_browser(response, **changes):
    """What a browser sends back: every field and what it had shown; changes by prefix and name."""
    data = {"line": []}
    for form, _amount in response.context["rows"]:
        data["line"].append(form.instance.pk)
        for name in form.fields:
            field = form[name]
            value = field.value()
            data[field.html_name] = shown = "" if value is None else str(value)
            if form.fields[name].show_hidden_initial:
                data[field.html_initial_name] = shown
    return data | changes


def test_only_changed_rows_are_saved_and_all_at_once(page, url, lines, ministry):
    opened = page.get(url)
    first, second = (f"line{line.pk}" for line in lines[:2])
    changes = {f"{first}-quantity": "2.5", f"{first}-unit_cost": "1,000.50"}
    changes |= {f"{second}-source": ministry.pk, f"{second}-status": "secured"}

    response = page.post(url, as_browser(opened, **changes))

    assert response.status_code == 302
    saved = CostLine.objects.order_by("pk")
    assert [line.version for line in saved] == [2, 2, 1]
    assert (saved[0].quantity, saved[0].unit_cost) == (Decimal("2.5"), Decimal("1000.5"))
    assert Funding.objects.get(line=saved[1]).source == ministry


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"quantity": "-1"}, "0 or more"),
        ({"quantity": "1e9"}, "Write the number like this"),
        ({"unit_cost": "999999999999"}, "Check the number of zeros"),
        ({"frequency": "0"}, "more than 0"),
        ({"status": "secured"}, "Choose who pays"),
        ({"recurrence": "never"}, "Select a valid choice"),
        ({"description": "x" * 201}, "at most 200 characters"),
    ],
)
def test_one_bad_row_saves_nothing_and_keeps_everything(wrong, message, page, url, lines):
    first, second = (f"line{line.pk}" for line in lines[:2])
    changes = {f"{first}-description": "Typed first"}
    changes |= {f"{second}-{name}": value for name, value in wrong.items()}

    response = page.post(url, as_browser(page.get(url), **changes))

    assert message in response.text and "Typed first" in response.text
    assert {line.version for line in CostLine.objects.all()} == {1}
    assert CostLine.objects.get(pk=lines[0].pk).description == "Line 0"


def test_second_editor_sees_both_values_and_may_save_again(page, url, lines):
    opened, name = page.get(url), f"line{lines[0].pk}-description"
    CostLine.objects.filter(pk=lines[0].pk).update(description="Theirs", version=2)

    response = page.post(url, as_browser(opened, **{name: "Mine"}))
    assert "Theirs" in response.text and "Mine" in response.text
    assert CostLine.objects.get(pk=lines[0].pk).description == "Theirs"

    again = as_browser(response) | {f"initial-{name}": "Line 0"}
    page.post(url, again)
    assert CostLine.objects.get(pk=lines[0].pk).description == "Mine"


def test_row_that_was_left_alone_is_no_conflict(page, url, lines):
    opened = page.get(url)
    CostLine.objects.filter(pk=lines[0].pk).update(description="Theirs", version=2)

    page.post(url, as_browser(opened, **{f"line{lines[1].pk}-description": "Mine"}))

    found = CostLine.objects.order_by("pk").values_list("description", flat=True)
    assert list(found) == ["Theirs", "Mine", "Line 2"]


def test_line_with_parts_in_amounts_keeps_its_cost(page, url, plan, ministry):
    line = CostLineFactory(activity__plan=plan)
    FundingFactory(line=line, source=ministry, status="secured", percent=None, amount=900)

    response = page.post(url, as_browser(page.get(url), **{f"line{line.pk}-unit_cost": "800"}))

    assert "Open the line to change what it costs" in response.text


def test_deleted_line_is_said_and_the_rest_is_saved(page, url, lines):
    data = as_browser(page.get(url), **{f"line{lines[1].pk}-description": "Mine"})
    lines[0].delete()

    response = page.post(url, data, follow=True)

    assert "1 line was deleted by somebody else" in response.text
    assert CostLine.objects.get(pk=lines[1].pk).description == "Mine"


def test_lines_of_another_plan_are_not_touched(page, url, lines):
    other = CostLineFactory(description="Other")
    FundingFactory(line=other)
    data = as_browser(page.get(url)) | {"line": [other.pk], f"line{other.pk}-description": "Mine"}

    page.post(url, data)

    other.refresh_from_db()
    assert other.description == "Other"


def test_forty_lines_take_as_many_queries_as_three(
    page, url, plan, lines, django_assert_num_queries
):
    with django_assert_num_queries(11) as found:
        page.get(url)
    for _ in range(37):
        FundingFactory(line__activity__plan=plan, source=FundingSourceFactory(plan=plan))

    with django_assert_num_queries(len(found)):
        response = page.get(url)

    assert len(response.context["rows"]) == 40
