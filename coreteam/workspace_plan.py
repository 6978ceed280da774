"""Reading the plan of a workspace file: activities with their gaps, cost lines and funding."""

from decimal import Decimal

from plans.budget import currency_decimals
from plans.ledger import line_amount
from plans.models import (
    Activity,
    ActivityGap,
    ChecklistAnswer,
    CostLine,
    Funding,
    FundingSource,
    Plan,
)
from roles.models import CostCategory, PrincipleQuestion

from .workspace_money import (
    plain,
    read_case,
    read_line,
    read_prices,
    read_settings,
    read_source,
    read_spendings,
)
from .workspace_planner import read_assistance
from .workspace_reader import length
from .workspace_running import read_completion
from .workspace_versions import read_versions

MOST_DECIMALS = 3


class PlanReader:
    """Saves what it reads, row by row. `sheets` are by round, member and section, as in gaps."""

    def __init__(self, members, skills, sheets, resources):
        self.members, self.skills, self.sheets = members, skills, sheets
        self.resources = resources

    def read(self, place, team):
        start = place.integer("start_year", 2000, 2100)
        end = place.integer("end_year", 2000, 2100)
        if not start <= end <= start + 9:
            raise place.child("end_year").wrong("a plan covers one to ten years")
        self.the_plan = Plan.objects.create(
            team=team,
            title=place.text("title", length(Plan, "title"), empty=False),
            start_year=start,
            end_year=end,
        )
        read_settings(place, self.the_plan)
        self._sources(place)
        self.categories = {row.code: row for row in CostCategory.objects.all()}
        self.prices = read_prices(place, self.the_plan, self.categories)
        codes = set()
        for activity in place.items("activities"):
            code = activity.text("id", length(Activity, "code"), empty=False)
            activity.child("id").refuse_second(codes, code)
            codes.add(code)
            self._activity(activity, code)
        self._checklist(place)
        read_versions(place, self.the_plan)

    def _sources(self, place):
        self.sources = {}
        for source in place.items("funding_sources"):
            name = source.text("name", length(FundingSource, "name"), empty=False)
            source.child("name").refuse_second(self.sources, name)
            self.sources[name] = FundingSource(
                plan=self.the_plan,
                name=name,
                type=source.choice("type", FundingSource.Type.values),
                **read_source(source),
            )
        FundingSource.objects.bulk_create(self.sources.values())

    def _activity(self, place, code):
        start, end = place.date("start"), place.date("end")
        if (start is None) != (end is None):
            raise place.wrong("has one date only; give both or neither")
        if start and end < start:
            raise place.child("end").wrong("lies before the start")
        activity = Activity.objects.create(
            plan=self.the_plan,
            code=code,
            title=place.text("title", length(Activity, "title"), empty=False),
            kind=place.choice("kind", Activity.Kind.values),
            audience=place.text("audience", length(Activity, "audience"), default=""),
            start=start,
            end=end,
            owner=place.known_or_none("owner", self.members, "member"),
            status=place.choice("status", Activity.Status.values, default="planned"),
            resource=place.known_or_none("resource", self.resources, "learning resource"),
            new_work=place.choice("new_work", Activity.NewWork.values, default=""),
        )
        read_assistance(place, activity, self.members)
        read_completion(place, activity, self.members)
        self._link(place, "participants", activity, self.members, "member")
        self._link(place, "skills", activity, self.skills, "skill", " in the catalogue")
        for gap in place.items("gaps", required=False):
            self._gap(gap, activity)
        read_case(place, activity)
        for line in place.items("cost_lines"):
            self._line(line, activity)

    def _link(self, place, name, activity, rows, what, where=""):
        """Many-to-many rows in the order of the file."""
        through = getattr(Activity, name).through
        chosen = {}
        for item in place.items(name):
            code = item.as_text()
            if code not in rows:
                raise item.wrong(f'no {what} "{code}"{where}')
            item.refuse_second(chosen, code)
            chosen[code] = rows[code]
        target = f"{Activity._meta.get_field(name).m2m_reverse_field_name()}_id"
        through.objects.bulk_create(
            through(activity_id=activity.pk, **{target: row.pk}) for row in chosen.values()
        )

    def _gap(self, place, activity):
        key = (place.text("round"), place.text("member"), place.text("section"))
        if key not in self.sheets:
            raise place.wrong("no such sheet in the file")
        sheet = self.sheets[key]
        level = place.integer("level", 0, 2)
        ActivityGap.objects.create(
            activity=activity,
            assessment=sheet,
            skill=place.child("skill").skill(place.text("skill"), self.skills, sheet.section),
            level=level,
            target=place.integer("target", level + 1, 3),
        )

    def _line(self, place, activity):
        line = CostLine.objects.create(
            activity=activity,
            category=place.known("category", self.categories, "cost category"),
            recurrence=place.choice("recurrence", CostLine.Recurrence.values),
            description=place.text("description", length(CostLine, "description"), default=""),
            quantity=place.decimal("quantity", 10**8, 3),
            unit_cost=place.decimal("unit_cost", 10**12, 3),
            **read_line(place, self.prices),
        )
        fundings = [self._funding(item, line) for item in place.items("funding")]
        self._refuse_misfit(place, line, fundings)
        Funding.objects.bulk_create(fundings)
        read_spendings(place, line, self.sources)

    def _refuse_misfit(self, place, line, fundings):
        """Shares make 100, amounts the total of the line, and so do amounts by year.

        The total may be that of a currency with other decimals, which the team had before.
        """
        totals = [currency_decimals(self.the_plan.team.currency), *range(MOST_DECIMALS + 1)]
        totals = [line_amount(line, decimals) for decimals in totals]
        in_amounts = {funding.percent is None for funding in fundings}
        whole = sum((funding.amount or funding.percent for funding in fundings), Decimal())
        expected = totals if in_amounts == {True} else [100]
        if whole not in expected or len(in_amounts) > 1:
            raise place.child("funding").wrong(
                f"the shares add up to {plain(whole)}, not to {plain(expected[0])}"
            )
        if line.amounts_by_year and sum(line.own_years.values()) not in totals:
            raise place.child("amounts_by_year").wrong("the years do not make the line's total")

    def _funding(self, place, line):
        name = place.text("source", default="")
        kind = "amount" if place.has("amount") and not place.has("percent") else "percent"
        part = place.decimal(kind, 10**14 if kind == "amount" else 100, 3)
        if not part:
            raise place.child(kind).wrong("a share is above 0")
        return Funding(
            line=line,
            source=place.known("source", self.sources, "funding source") if name else None,
            status=place.choice("status", Funding.Status.values),
            percent=part if kind == "percent" else None,
            amount=part if kind == "amount" else None,
        )

    def _checklist(self, place):
        questions = {row.code: row for row in PrincipleQuestion.objects.all()}
        answers = {}
        for item in place.items("checklist"):
            question = item.known("question", questions, "question")
            item.child("question").refuse_second(answers, question.code)
            answers[question.code] = ChecklistAnswer(
                plan=self.the_plan,
                question=question,
                answer=item.choice("answer", ChecklistAnswer.Answer.values),
                note=item.text("note", default=""),
                owner=item.known_or_none("owner", self.members, "member"),
                due=item.date("due", None),
            )
        ChecklistAnswer.objects.bulk_create(answers.values())
