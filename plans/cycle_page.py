"""What comes next in the yearly cycle, with days."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.ledger import plan_totals
from plans.models import Plan
from plans.rolling import next_year
from roles import formats
from roles.models import RetentionStep

RETENTION = "C18"


def cycle_steps(plan: Plan, unfinished: int, today) -> list[dict]:
    """Rows for components/risks.html: a day in the past is a warning. Two queries."""
    slug = plan.team.slug
    return [_round(plan.team, slug, today), _review(plan, slug, today), _rolling(unfinished, slug)]


def _step(title, text, url, link, is_due=False):
    kind = "warning" if is_due else "success"
    return {"kind": kind, "title": title, "text": text, "url": url, "link": link}


def _round(team, slug, today):
    """A year after the latest closed round; the guide asks for one or two years between them."""
    rounds = list(team.rounds.order_by("-closed", "-pk"))
    running = next((one for one in rounds if one.is_open), None)
    if running:
        title = _("A round is open: %(title)s") % {"title": running.title}
        return _step(title, "", running.get_absolute_url(), _("See who has handed in"))
    if not rounds:
        url = reverse("assessments:round_create", args=[slug])
        return _step(_("Open the first round"), "", url, _("Open a round"), is_due=True)
    day = next_year(rounds[0].closed)
    title = _("Next round: %(day)s") % {"day": formats.longdate(day)}
    text = _("A year after %(title)s was closed. It tells whether the plan has moved levels.")
    url = reverse("assessments:round_create", args=[slug])
    words = text % {"title": rounds[0].title}
    return _step(title, words, url, _("Open a round"), is_due=day <= today)


def _review(plan, slug, today):
    approved = plan.versions.approved().without_content().first()
    url = reverse("plans:versions", args=[slug])
    if approved is None:
        text = _("From the day it is approved, a yearly review is due.")
        return _step(_("Have the plan approved"), text, url, _("Versions of the plan"), True)
    day = next_year(timezone.localdate(approved.decided_at))
    title = _("Review the plan: %(day)s") % {"day": formats.longdate(day)}
    text = _("A year after it was approved: new priorities, prices, funding; then a new version.")
    return _step(title, text, url, _("Versions of the plan"), is_due=day <= today)


def _rolling(unfinished, slug):
    if not unfinished:
        return _step(_("Nothing of this year is left unfinished"), "", "", "")
    words = ngettext(
        "%(count)d activity of this year is not done",
        "%(count)d activities of this year are not done",
        unfinished,
    )
    text = _("Mark as done what happened, or move it to the next year.")
    url = reverse("plans:roll_over", args=[slug])
    return _step(words % {"count": unfinished}, text, url, _("Look at them"), is_due=True)


def retention_step(plan: Plan, user, today) -> dict:
    """Measures that keep people and are due this year, and what the plan pays for them.

    For the lead only, like the page of retention itself. Three queries. Costs of retention and
    growth are a cost category of the guide (section 4, C18).
    """
    due = RetentionStep.objects.visible_to(user).filter(
        member__team=plan.team, due__year__lte=today.year
    )
    days = list(due.values_list("due", flat=True))
    late = sum(day < today for day in days)
    slug = plan.team.slug
    url, link = reverse("roles:retention", args=[slug]), _("See what keeps each member")
    return _step(_due_words(len(days), late), _retention_money(plan), url, link, is_due=late > 0)


def _due_words(count, late):
    if not count:
        return _("No retention measure is due this year")
    words = ngettext(
        "%(count)d retention measure is due this year",
        "%(count)d retention measures are due this year",
        count,
    ) % {"count": count}
    if not late:
        return words
    return _("%(measures)s, %(late)d late") % {"measures": words, "late": late}


def _retention_money(plan):
    amount = plan_totals(plan).by_category.get(RETENTION)
    if not amount:
        return _(
            "The plan has no cost for retention and growth (C18): scholarships, conferences, "
            "mentor roles."
        )
    return _("The plan holds %(amount)s for retention and growth (C18).") % {
        "amount": formats.money_brief(amount, plan.team.currency)
    }
