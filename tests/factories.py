"""Few factories with good defaults. Catalogue rows come from the loaded catalogue."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessments.models import LIFETIME, Assessment, Invitation, Rating, Round
from plans.document_data import PlanDocument, PlanFacts, TeamFacts
from plans.frozen import freeze
from plans.models import (
    Activity,
    AssistanceDays,
    CompletedLearning,
    Completion,
    CostLine,
    Funding,
    FundingSource,
    Need,
    Plan,
    PlanVersion,
    PriceItem,
    Spending,
    TechnicalAssistance,
)
from roles.models import (
    Assignment,
    Body,
    CatalogueVersion,
    CostCategory,
    LearningResource,
    Member,
    Position,
    PrerequisiteAnswer,
    RetentionMeasure,
    RetentionOutlook,
    RetentionStep,
    Role,
    Skill,
    StaffingProject,
    StaffingTask,
    Team,
    TeamAccess,
    TeamSkill,
    User,
)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    name = "Tavaloa DHIS2 core team"
    slug = factory.Sequence(lambda n: f"team-{n}")
    country = "Tavaloa"
    currency = "USD"


class TeamAccessFactory(DjangoModelFactory):
    class Meta:
        model = TeamAccess

    team = factory.SubFactory(TeamFactory)
    user = factory.SubFactory(UserFactory)
    level = TeamAccess.Level.LEAD


class MemberFactory(DjangoModelFactory):
    class Meta:
        model = Member

    team = factory.SubFactory(TeamFactory)
    code = factory.Sequence(lambda n: f"TM{n}")
    name = factory.Sequence(lambda n: f"Member {n}")


class AssignmentFactory(DjangoModelFactory):
    """A current assignment of a position; since when is not known."""

    class Meta:
        model = Assignment

    position = factory.SubFactory("tests.factories.PositionFactory", holder=None)
    member = factory.SubFactory(MemberFactory, team=factory.SelfAttribute("..position.team"))


class PositionFactory(DjangoModelFactory):
    """A filled position; `slug` is that of its role.

    With another `state`, the `holder` is meant for it, without a date; a vacant or closed position
    has none. `holder=None` gives a vacant one.
    """

    class Meta:
        model = Position

    class Params:
        slug = "operational-lead"

    team = factory.SubFactory(TeamFactory)
    code = factory.Sequence(lambda n: f"TP{n}")
    role = factory.LazyAttribute(lambda position: Role.objects.get(slug=position.slug))
    state = Position.State.FILLED
    holder = factory.SubFactory(MemberFactory, team=factory.SelfAttribute("..team"))

    @classmethod
    def _create(cls, model_class, *args, state, holder, **values):
        filled = state == Position.State.FILLED
        values["vacancy"] = Position.Vacancy.VACANT if filled else state
        position = super()._create(model_class, *args, **values)
        if holder is not None:
            Assignment.objects.create(position=position, member=holder, undated_plan=not filled)
        return position


class PrerequisiteAnswerFactory(DjangoModelFactory):
    """A prerequisite that is met, by its place in the list of the position's role."""

    class Meta:
        model = PrerequisiteAnswer

    class Params:
        place = 1

    position = factory.SubFactory(PositionFactory)
    member = factory.SubFactory(MemberFactory, team=factory.SelfAttribute("..position.team"))
    prerequisite = factory.LazyAttribute(
        lambda one: one.position.role.prerequisites.get(order=one.place)
    )
    answer = PrerequisiteAnswer.Answer.HAS


class RetentionOutlookFactory(DjangoModelFactory):
    class Meta:
        model = RetentionOutlook

    member = factory.SubFactory(MemberFactory)
    risk = RetentionOutlook.Risk.HIGH
    reason = "Was asked by a UN agency"


class RetentionStepFactory(DjangoModelFactory):
    """A planned step; `code` is that of a measure."""

    class Meta:
        model = RetentionStep

    class Params:
        code = "R1"

    member = factory.SubFactory(MemberFactory)
    measure = factory.LazyAttribute(lambda step: RetentionMeasure.objects.get(code=step.code))


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = Body

    team = factory.SubFactory(TeamFactory)
    layer = Body.Layer.GOVERNANCE
    name = factory.Sequence(lambda n: f"Committee {n}")
    chair = "Director"


class StaffingProjectFactory(DjangoModelFactory):
    class Meta:
        model = StaffingProject

    team = factory.SubFactory(TeamFactory)
    title = factory.Sequence(lambda n: f"Project {n}")


class StaffingTaskFactory(DjangoModelFactory):
    """A task that is still open; `slug` names the role."""

    class Meta:
        model = StaffingTask

    class Params:
        slug = "implementer"

    project = factory.SubFactory(StaffingProjectFactory)
    role = factory.LazyAttribute(lambda task: Role.objects.get(slug=task.slug))
    task = factory.Sequence(lambda n: f"Task {n}")


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = Round

    team = factory.SubFactory(TeamFactory)
    code = factory.Sequence(lambda n: f"r{n}")
    title = "Needs assessment 2026"
    mode = Round.Mode.SELF
    opened = datetime.date(2026, 10, 5)
    catalogue_version = factory.LazyFunction(lambda: CatalogueVersion.objects.latest())


class AssessmentFactory(DjangoModelFactory):
    """A draft sheet; `slug` names the set of skills."""

    class Meta:
        model = Assessment

    class Params:
        slug = "operational-lead"

    round = factory.SubFactory(RoundFactory)
    member = factory.SubFactory(MemberFactory, team=factory.SelfAttribute("..round.team"))
    section = factory.LazyAttribute(lambda sheet: Role.objects.get(slug=sheet.slug))


class RatingFactory(DjangoModelFactory):
    class Meta:
        model = Rating

    class Params:
        code = "OL-01"

    assessment = factory.SubFactory(AssessmentFactory)
    skill = factory.LazyAttribute(lambda rating: Skill.objects.get(code=rating.code))
    whose = Rating.Whose.SELF
    level = 1


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    team = factory.SubFactory(TeamFactory)
    title = "Capacity-building plan 2027–2029"
    start_year = 2027
    end_year = 2029


class FundingSourceFactory(DjangoModelFactory):
    class Meta:
        model = FundingSource

    plan = factory.SubFactory(PlanFactory)
    name = factory.Sequence(lambda n: f"Source {n}")
    type = FundingSource.Type.DONOR


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = Activity

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"T-{n:02}")
    title = factory.Sequence(lambda n: f"Activity {n}")
    kind = Activity.Kind.ACADEMY
    start = datetime.date(2027, 1, 1)
    end = datetime.date(2027, 3, 31)


class CostLineFactory(DjangoModelFactory):
    class Meta:
        model = CostLine

    class Params:
        code = "C3"

    activity = factory.SubFactory(ActivityFactory)
    category = factory.LazyAttribute(lambda line: CostCategory.objects.get(code=line.code))
    recurrence = CostLine.Recurrence.ONE_OFF
    quantity = 1
    unit_cost = 900


class FundingFactory(DjangoModelFactory):
    class Meta:
        model = Funding

    line = factory.SubFactory(CostLineFactory)
    source = None
    status = Funding.Status.UNFUNDED
    percent = 100


class PriceItemFactory(DjangoModelFactory):
    class Meta:
        model = PriceItem

    class Params:
        code = "C3"

    plan = factory.SubFactory(PlanFactory)
    category = factory.LazyAttribute(lambda price: CostCategory.objects.get(code=price.code))
    name = factory.Sequence(lambda n: f"Price {n}")
    unit_cost = 900
    base_year = 2027


class InvitationFactory(DjangoModelFactory):
    """A live invitation without any link yet."""

    class Meta:
        model = Invitation

    round = factory.SubFactory(RoundFactory)
    member = factory.SubFactory(MemberFactory, team=factory.SelfAttribute("..round.team"))
    expires_at = factory.LazyFunction(lambda: timezone.now() + LIFETIME)


class SpendingFactory(DjangoModelFactory):
    class Meta:
        model = Spending

    line = factory.SubFactory(CostLineFactory)
    day = datetime.date(2027, 2, 1)
    amount = 100


def _frozen(version):
    plan = version.plan
    facts = PlanFacts(plan.title, plan.start_year, plan.end_year, datetime.date(2026, 11, 1))
    team = TeamFacts(plan.team.name, plan.team.country, plan.team.currency)
    return freeze({"en": PlanDocument(team, facts)})


class PlanVersionFactory(DjangoModelFactory):
    """A version that waits for a decision; it holds an empty plan."""

    class Meta:
        model = PlanVersion

    plan = factory.SubFactory(PlanFactory)
    number = 1
    content = factory.LazyAttribute(_frozen)


def ask(team, slug):
    """The team switches on the lighter list of a contributing or optional role."""
    for skill in Skill.objects.filter(skill_set__slug=slug):
        TeamSkill.objects.create(team=team, skill=skill, asked=True)


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


class CompletionFactory(DjangoModelFactory):
    class Meta:
        model = Completion

    activity = factory.SubFactory(ActivityFactory, status="done")
    done_on = datetime.date(2027, 3, 31)
    outcome = "Both configured a tracker program on their own."
