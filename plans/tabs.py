"""The tabs of the plan: which there are, and the counts they carry."""

from django.urls import reverse
from django.utils.translation import gettext as _

from plans.budget import BudgetTotals
from plans.models import Plan
from roles.models import PrincipleQuestion


def plan_tabs(plan: Plan, current: str, found: BudgetTotals) -> list[dict]:
    """`current` is the name of the page's URL. Two queries, for the number of answers."""
    answered = plan.answers.count()
    questions = PrincipleQuestion.objects.current().count()
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
