"""What no browser sends is answered like any mistake, also by PostgreSQL, which refuses NUL."""

import pytest
from django.urls import reverse

from plans.models import CompletedLearning, Need

pytestmark = pytest.mark.django_db


def test_reason_of_a_need_is_kept_without_the_sign(page, plan, counted_sheet):
    sheet = counted_sheet({"OL-01": 0})
    key = f"{sheet.pk}:OL-01"
    url = reverse("plans:gap_choices", args=[plan.team.slug])

    page.post(url, {f"shown-{key}": "1", f"need-{key}": "2", "reason": "New\0 registry"})

    assert Need.objects.get().reason == "New registry"


def test_course_and_member_that_are_not_there_are_not_found(page, plan, member):
    done = reverse("plans:mark_done", args=[plan.team.slug, member.pk])
    calendar = reverse("plans:calendar", args=[plan.team.slug])

    assert page.post(done, {"resource": "AC-01\0", "done": "yes"}).status_code == 404
    assert page.get(calendar, {"member": f"{member.code}\0"}).status_code == 404
    assert page.get(calendar, {"member": member.code}).status_code == 200
    assert not CompletedLearning.objects.exists()
