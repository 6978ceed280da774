"""Factories of what is recorded while a plan is carried out."""

import datetime

import factory
from factory.django import DjangoModelFactory

from plans.models import Completion
from tests.factories import ActivityFactory


class CompletionFactory(DjangoModelFactory):
    class Meta:
        model = Completion

    activity = factory.SubFactory(ActivityFactory, status="done")
    done_on = datetime.date(2027, 3, 31)
    outcome = "Both configured a tracker program on their own."
