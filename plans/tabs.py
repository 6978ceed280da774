"""The tabs of the plan: which there are, and the counts they carry."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from plans.budget import BudgetTotals
from plans.models import Plan
from roles.models import PrincipleQuestion


def plan_tabs(plan: Plan, current: str, found: BudgetTotals) -> list[dict]:
    """`current` is the name of the page's URL. One query, for the number of answers."""
    of_plan = Q(answers__plan=plan)
    counts = PrincipleQuestion.objects.aggregate(
        answered=Count("answers", filter=of_plan, distinct=True),
        questions=Count("pk", filter=Q(retired_at=None), distinct=True),
    )
    answered, questions = counts["answered"], counts["questions"]
    titles = {
        "detail": _("Activities and budget"),
        "questions": _("Principle questions (%(answered)d of %(questions)d)")
        % {"answered": answered, "questions": questions},
        "unfunded": _("Unfunded list (%(count)d)") % {"count": found.unfunded_activities},
        "budget": _("Budget tables"),
        "lines": _("Cost lines"),
        "development_list": _("Development plans"),
        "source_list": _("Funding sources"),
        "price_list": _("Price list"),
    }
    return [
        {
            "title": title,
            "url": reverse(f"plans:{name}", args=[plan.team.slug]),
            "current": name == current,
        }
        for name, title in titles.items()
    ]
