"""What to look at in a team, put into words for its overview and for the page before sharing.

Takes an Overview that was read and makes no queries.
"""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.coverage import summarise
from plans.case_texts import first_few
from roles.formation_words import WARNING_WORDS, sentence

MOST_RISKS = 5


def risks(overview):
    """The weightiest risks as sentences with a way to their rows; at most five."""
    found = [*_late_work(overview), *_coverage_risks(overview), *_formation_risks(overview)]
    return found[:MOST_RISKS]


def _late_work(overview):
    count = overview.state.plan.late
    if count:
        words = ngettext(
            "%(count)d activity should be finished by now",
            "%(count)d activities should be finished by now",
            count,
        )
        url = reverse("plans:detail", kwargs={"slug": overview.team.slug}) + "#late"
        yield _risk("warning", words % {"count": count}, "", url, _("See which"))


def _coverage_risks(overview):
    if overview.coverage is None:
        return
    summary = summarise(overview.coverage)
    url = reverse("assessments:results", kwargs={"slug": overview.team.slug}) + "#coverage"
    critical = len(overview.coverage)
    if summary.nobody:
        words = ngettext(
            "%(count)d of %(critical)d critical skills: nobody at level 2",
            "%(count)d of %(critical)d critical skills: nobody at level 2",
            len(summary.nobody),
        )
        yield _risk(
            "error",
            words % {"count": len(summary.nobody), "critical": critical},
            _unasked(overview.unasked),
            url,
            _("See the coverage board"),
        )
    if summary.one:
        words = ngettext(
            "%(count)d critical skill rests on one person",
            "%(count)d critical skills rest on one person",
            len(summary.one),
        )
        yield _risk("warning", words % {"count": len(summary.one)}, "", url, _("See which"))


def _unasked(count):
    """Nobody at level 2 alarms less where nobody has been asked yet."""
    if not count:
        return ""
    words = ngettext(
        "%(count)d of them is of a role in which nobody has been assessed yet.",
        "%(count)d of them are of roles in which nobody has been assessed yet.",
        count,
    )
    return words % {"count": count}


def _formation_risks(overview):
    """One line for each kind of warning; the structure page has every single one."""
    staffing = overview.staffing
    url = reverse("roles:structure", kwargs={"slug": overview.team.slug})
    by_code = defaultdict(list)
    for found in staffing.warnings(overview.team):
        by_code[found.code].append(found)
    for code, alike in by_code.items():
        link = ngettext("See the team", "See all %(count)d like this", len(alike))
        yield _risk(
            "warning",
            sentence(alike[0]),
            WARNING_WORDS[code].reason,
            url,
            link % {"count": len(alike)},
        )


def _risk(kind, heading, text, url, link):
    return {"kind": kind, "title": heading, "text": text, "url": url, "link": link}


def checks(overview, contradictions=()):
    """What a director or a donor would ask about the plan, each met or still to do.

    `contradictions` are plans.plan_checks.plan_checks of the plan.
    """
    facts_of_plan = overview.state.plan
    if not facts_of_plan.activities:
        return []
    slug = {"slug": overview.team.slug}
    plan, questions = reverse("plans:detail", kwargs=slug), reverse("plans:questions", kwargs=slug)
    open_items = (
        (facts_of_plan.without_dates, _("Every activity has dates"), plan),
        (facts_of_plan.without_people, _("Every activity says for whom it is"), plan),
        (facts_of_plan.without_costs, _("Every activity has a cost line, if only of 0"), plan),
        (facts_of_plan.without_funding, _("Every cost line says who pays"), plan),
        (facts_of_plan.open_questions, _("The principle questions are answered"), questions),
    )
    found = [_met_or_open(heading, count, url) for count, heading, url in open_items]
    return [*found, *_priority_check(overview), *map(_plan_check, contradictions)]


def _priority_check(overview):
    """Said only to those who may know how many gaps there are."""
    state = overview.state
    if not (overview.knows_gaps and state.gaps):
        return
    url = reverse("plans:priorities", kwargs={"slug": overview.team.slug}) + "?plan=out"
    yield _met_or_open(_("Every priority has an activity"), state.gaps - state.planned_gaps, url)


def _met_or_open(heading, count, url):
    if not count:
        return _risk("success", heading, "", "", "")
    words = ngettext("%(count)d is still open.", "%(count)d are still open.", count)
    return _risk("warning", heading, words % {"count": count}, url, _("See them"))


def _plan_check(check):
    if not check.codes:
        return _risk("success", check.title, "", "", "")
    text = _("Not so in %(activities)s.") % {"activities": first_few(check.codes)}
    return _risk("warning", check.title, text, check.url, _("See them"))
