"""What the guide advises before new work, at every boundary; a page that two people may edit."""

import pytest
from django.urls import reverse

from plans.maturity import ADEQUATE, EARLY, NOT_YET, advice
from plans.models import Maturity
from plans.models.maturity import DOMAINS

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
