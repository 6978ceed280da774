"""Needs, learning and technical assistance."""

import factory
from factory.django import DjangoModelFactory

from plans.models import Activity, AssistanceDays, CompletedLearning, Need, TechnicalAssistance
from roles.models import LearningResource, Skill
from tests.factories import ActivityFactory, MemberFactory


class NeedFactory(DjangoModelFactory):
    class Meta:
        model = Need

    class Params:
        code = "OL-01"

    member = factory.SubFactory(MemberFactory)
    skill = factory.LazyAttribute(lambda need: Skill.objects.get(code=need.code))
    need = 2


class CompletedLearningFactory(DjangoModelFactory):
    class Meta:
        model = CompletedLearning

    class Params:
        code = "AC-01"

    member = factory.SubFactory(MemberFactory)
    resource = factory.LazyAttribute(lambda done: LearningResource.objects.get(code=done.code))


class TechnicalAssistanceFactory(DjangoModelFactory):
    class Meta:
        model = TechnicalAssistance

    activity = factory.SubFactory(ActivityFactory, kind=Activity.Kind.TECHNICAL_ASSISTANCE)


class AssistanceDaysFactory(DjangoModelFactory):
    class Meta:
        model = AssistanceDays

    assistance = factory.SubFactory(TechnicalAssistanceFactory)
    year = 2027
    days = 20
