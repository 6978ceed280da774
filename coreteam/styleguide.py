"""Every component with realistic content, for whoever builds pages. Only when DEBUG."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET


@dataclass(frozen=True)
class Team:
    name: str = "Tavaloa DHIS2 core team"
    country: str = "Tavaloa"


class ExampleForm(forms.Form):
    """The kinds of fields that pages use, once right and once wrong."""

    use_required_attribute = False
    title = forms.CharField(
        label="Local title", required=False, help_text="As the ministry calls this post"
    )
    share = forms.DecimalField(
        label="Share of full time",
        help_text="1.00 is one full-time post",
        max_value=1,
        error_messages={"max_value": "Enter a share between 0.00 and 1.00"},
    )
    engagement = forms.ChoiceField(choices=[("fixed", "Fixed term"), ("permanent", "Permanent")])
    start = forms.DateField(
        label="From", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    place = forms.ChoiceField(
        label="Where the person works",
        help_text="Most of the time",
        widget=forms.RadioSelect,
        choices=[("in", "In the country"), ("out", "Abroad")],
    )
    languages = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("en", "English"), ("fr", "French")],
    )
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(
        label="The person has agreed", help_text="By letter or e-mail", required=False
    )


@login_not_required
@require_GET
def styleguide(request):
    wrong = ExampleForm({"title": "Deputy Director, EMIS", "share": "6.0", "engagement": "fixed"})
    context = {
        "form": ExampleForm(prefix="right", initial={"engagement": "fixed", "place": "in"}),
        "wrong": wrong,
        "page_obj": Paginator(range(66), 12).get_page(request.GET.get("page")),
        "team": Team(),
        "team_nav": _sections(),
        "catalogue_version": "2026.1",
        "amount": Decimal(72750),
        "today": date(2026, 10, 30),
        **_overview(),
        **_structure(),
        **_plan(),
        **_answers(),
    }
    return render(request, "coreteam/styleguide.html", context)


def _sections():
    names = "Overview Team Assessments Results Priorities Plan Share".split()
    return [{"title": name, "url": "#", "current": name == "Overview"} for name in names]


def _overview():
    task_rows = [
        (4, "Assess needs", "5 sheets, closed 30 October 2026", "completed"),
        (5, "Agree priorities", "66 gaps, 17 in the plan", "in_progress"),
        (6, "Build the plan", "13 activities, 72,750 USD", "not_started"),
        (7, "Review and share", "Cannot start yet: the plan has no activity.", "cannot_start"),
    ]
    tasks = [
        {
            "number": number,
            "title": title,
            "hint": hint,
            "status": status,
            "url": "" if status == "cannot_start" else "#",
            "is_next": number == 6,
        }
        for number, title, hint, status in task_rows
    ]
    figures = [
        {"label": "Core positions filled", "url": "#", "value": "6 of 6"},
        {
            "label": "Core positions paid from outside",
            "url": "#",
            "value": "50.0 %",
            "hint": "3 of 6, all held by one person",
        },
    ]
    step = {
        "label": "Next · step 6 of 7",
        "title": "Answer the 21 open principle questions",
        "reason": "The activities are listed and costed. The questions check whether the plan will "
        "hold: 9 are answered, and 3 of those answers are “no”.",
        "url": "#",
        "button": "Answer the questions",
        "quiet_url": "#",
        "quiet_text": "Why this is next",
    }
    risks = [
        {
            "kind": "error",
            "title": "24 of 35 critical skills: nobody at level 2",
            "url": "#",
            "link": "See the coverage board",
        },
        {
            "kind": "warning",
            "title": "One contract holds three core positions",
            "text": "Semisi Faleono, until 30 June 2028.",
            "url": "#",
            "link": "What if Semisi leaves?",
        },
        {
            "kind": "success",
            "title": "The order is kept",
            "text": "Operational Lead and Implementer are filled first.",
        },
    ]
    return {"tasks": tasks, "figures": figures, "next": step, "risks": risks}


def _structure():
    filled = {
        "kind": "filled",
        "label": "Technical",
        "share": "0.60",
        "title": "Semisi Faleono",
        "url": "#",
        "facts": ["Paid from outside", "until 30 June 2028"],
        "warning": "One contract, one person",
    }
    planned = {
        "kind": "planned",
        "label": "Planned",
        "share": "0.00",
        "title": "Nobody yet",
        "facts": ["On request from the regional university"],
    }
    step = {
        "kind": "next",
        "label": "Next to fill",
        "title": "Trainer – Technical",
        "text": "No position yet. Trains sub-national administrators.",
        "url": "#",
        "button": "Fill this position",
    }
    lanes = [
        {"number": 1, "title": "Operational Lead", "cards": [filled | {"warning": ""}]},
        {"number": 2, "title": "Implementer", "cards": [filled, filled]},
        {"number": 3, "title": "Trainer", "cards": [filled | {"label": "Program"}, step]},
        {"number": 4, "title": "Server Administrator", "cards": [planned]},
    ]
    facts = [
        {"label": "Dedication", "value": "Full-time"},
        {"label": "Location", "value": "In the country, ideally"},
        {"label": "Order", "value": "Second, after the Operational Lead", "url": "#"},
    ]
    tabs = [
        {"title": "Board", "url": "#", "current": True},
        {"title": "Members (6)", "url": "#"},
        {"title": "Positions (10)", "url": "#"},
    ]
    steps = [
        {"number": 1, "title": "Describe the team", "text": "Country, sector, languages"},
        {"number": 2, "title": "Fill the core positions", "text": "In the recommended order"},
        {"number": 3, "title": "Add other roles", "text": "As the case needs"},
        {"number": 4, "title": "Assess needs", "text": "A fair 15 minutes for each member"},
    ]
    crumbs = [("Team", "#"), ("Trainer", "#"), ("Trainer – Technical", "")]
    return {
        "lanes": lanes,
        "facts": facts,
        "tabs": tabs,
        "steps": steps,
        "crumbs": crumbs,
        "cards": [filled, planned, step],
    }


def _plan():
    rows = [
        ("secured", "19,950", Decimal("27.4"), ""),
        ("requested", "48,100", Decimal("66.1"), ""),
        ("unfunded", "4,700", Decimal("6.5"), "two activities"),
    ]
    parts = [
        {"key": key, "amount": amount, "percent": percent, "hint": hint, "url": "#"}
        for key, amount, percent, hint in rows
    ]
    activity_rows = [
        ("A-01", "Tracker Configuration academy, in person", "Semisi", 0, 0, 900, "secured"),
        ("A-03", "Remote mentoring, two days a month", "Mele and Semisi", 0, 7, 18240, "requested"),
        ("A-07", "Quarterly restore test with the desk", "Semisi", 0, 11, 0, "staff"),
        ("A-12", "Regional peer exchange (retention)", "Semisi", 4, 7, 2900, "unfunded"),
    ]
    names = "code title who first last amount funding".split()
    activities = [dict(zip(names, row, strict=True)) for row in activity_rows]
    thread_rows = [
        ("Role", "Implementer – Technical"),
        ("Position", "0.60"),
        ("Member", "Semisi Faleono"),
        ("Level", "0 of 3"),
        ("Gap", "3"),
        ("Activity", "Tracker academy"),
        ("Cost", "4,300 USD"),
        ("Funder", "Bilateral project"),
        ("Next level", "Not known yet"),
    ]
    points = [
        {
            "label": label,
            "value": value,
            "url": "#",
            "here": label == "Gap",
            "open": label == "Next level",
        }
        for label, value in thread_rows
    ]
    return {"parts": parts, "years": [2027, 2028, 2029], "activities": activities, "points": points}


def _answers():
    rows = [
        ("0", "Not yet", "No exposure, or cannot do it even with written steps"),
        ("1", "With support", "Creates users with given roles"),
        ("2", "Independent", "Builds roles and groups per position, applies sharing"),
        ("na", "Not applicable", "Not part of this role here. It does not change your mean."),
    ]
    choices = [
        {
            "value": value,
            "title": title,
            "text": text,
            "end": "N.A." if value == "na" else value,
            "checked": value == "1",
            "apart": value == "na",
        }
        for value, title, text in rows
    ]
    people = "Nobody leaves,Nirmala,Ishara,Sanjeewa,Fathima".split(",")
    leavers = [
        {"value": name, "title": name, "end": None, "checked": name == "Fathima"} for name in people
    ]
    spread = [
        ("Nirmala Wijerath", "Operational Lead", Decimal("1.56"), None, "proficient"),
        ("Fathima Naleer", "Trainer", Decimal("2.11"), Decimal("1.78"), "proficient"),
        ("Kasun Marasing", "Server Administrator", None, None, None),
    ]
    names = "name role mean baseline phase".split()
    return {
        "choices": choices,
        "leavers": leavers,
        "spread": [dict(zip(names, row, strict=True)) for row in spread],
        "way": [
            {"number": 1, "title": "Position", "state": "done"},
            {"number": 2, "title": "Person", "state": "now"},
            {"number": 3, "title": "Contract and money", "state": "later"},
        ],
    }
