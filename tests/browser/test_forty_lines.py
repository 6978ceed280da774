"""By clicking: a finance officer changes forty lines in the table, with the keyboard."""

import pytest

from plans.models import Activity, CostLine
from roles.models import CostCategory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def forty(site):
    """Forty more lines in the plan of the demo."""
    activity = Activity.objects.filter(plan__team__slug="tavaloa").first()
    category = CostCategory.objects.current().first()
    return CostLine.objects.bulk_create(
        CostLine(activity=activity, category=category, description=f"Line {n}", quantity=1,
                 unit_cost=100 + n, recurrence="one_off")
        for n in range(40)
    )  # fmt: skip


def test_forty_lines_are_edited_at_once(forty, visitor):
    visitor.sign_in("lead@example.org")
    visitor.page.goto("/teams/tavaloa/plan/lines/edit/")
    quantities = visitor.main.locator("input[name$='-quantity']:not([type=hidden])")
    changed = {
        quantities.nth(n).get_attribute("name"): n + 2 for n in range(min(40, quantities.count()))
    }
    for name, value in changed.items():
        visitor.main.locator(f"input[name='{name}']").fill(str(value))
    visitor.picture("01-forty")
    visitor.press("Save all rows")
    visitor.page.wait_for_load_state()
    visitor.picture("02-saved")

    assert len(changed) == 40
    assert CostLine.objects.filter(quantity__in=changed.values()).count() >= 39
