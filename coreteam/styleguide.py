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


def rows(names, *lines):
    return [dict(zip(names.split(), line, strict=True)) for line in lines]


TEAM_NAV = [
    {"title": name, "url": "#", "current": name == "Overview"}
    for name in "Overview Team Assessments Results Priorities Plan Share".split()
]
NEXT = {
    "label": "Next · step 6 of 7",
    "title": "Answer the 21 open principle questions",
    "reason": "The activities are listed and costed. The questions check whether the plan will "
    "hold: 9 are answered, and 3 of those answers are “no”.",
    "url": "#",
    "button": "Answer the questions",
    "quiet_url": "#",
    "quiet_text": "Why this is next",
}
TASKS = rows(
    "number title hint status url is_next",
    (4, "Assess needs", "5 sheets, closed 30 October 2026", "completed", "#", False),
    (5, "Agree priorities", "66 gaps, 17 in the plan", "in_progress", "#", False),
    (6, "Build the plan", "13 activities, 72,750 USD", "not_started", "#", True),
    (7, "Review and share", "The plan has no activity.", "cannot_start", "", False),
)
FIGURES = rows(
    "label url value hint",
    ("Core positions filled", "#", "6 of 6", ""),
    ("Core positions paid from outside", "#", "50.0 %", "3 of 6, all held by one person"),
)
RISKS = rows(
    "kind title text url link",
    ("error", "24 of 35 critical skills: nobody at level 2", "", "#", "See the coverage board"),
    (
        "warning",
        "One contract holds three core positions",
        "Semisi Faleono, until 30 June 2028.",
        "#",
        "What if Semisi leaves?",
    ),
    ("success", "The order is kept", "Operational Lead and Implementer are first.", "", ""),
)
FILLED = {
    "kind": "filled",
    "label": "Technical",
    "share": "0.60",
    "title": "Semisi Faleono",
    "url": "#",
    "facts": ["Paid from outside", "until 30 June 2028"],
    "warning": "One contract, one person",
}
PLANNED = {
    "kind": "planned",
    "label": "Planned",
    "share": "0.00",
    "title": "Nobody yet",
    "facts": ["On request from the regional university"],
}
NEXT_TO_FILL = {
    "kind": "next",
    "label": "Next to fill",
    "title": "Trainer – Technical",
    "text": "No position yet. Trains sub-national administrators.",
    "url": "#",
    "button": "Fill this position",
}
LANES = rows(
    "number title cards",
    (1, "Operational Lead", [FILLED | {"warning": ""}]),
    (2, "Implementer", [FILLED, FILLED]),
    (3, "Trainer", [FILLED | {"label": "Program"}, NEXT_TO_FILL]),
    (4, "Server Administrator", [PLANNED]),
)
FACTS = rows(
    "label value url",
    ("Dedication", "Full-time", ""),
    ("Location", "In the country, ideally", ""),
    ("Order", "Second, after the Operational Lead", "#"),
)
TABS = rows(
    "title url current",
    ("Board", "#", True),
    ("Members (6)", "#", False),
    ("Positions (10)", "#", False),
)
STEPS = rows(
    "number title text",
    (1, "Describe the team", "Country, sector, languages"),
    (2, "Fill the core positions", "In the recommended order"),
    (3, "Add other roles", "As the case needs"),
    (4, "Assess needs", "A fair 15 minutes for each member"),
)
PARTS = rows(
    "key amount percent hint url",
    ("secured", "19,950", Decimal("27.4"), "", "#"),
    ("requested", "48,100", Decimal("66.1"), "", "#"),
    ("unfunded", "4,700", Decimal("6.5"), "two activities", "#"),
)
ACTIVITIES = rows(
    "code title who first last amount funding",
    ("A-01", "Tracker Configuration academy, in person", "Semisi", 0, 0, 900, "secured"),
    ("A-03", "Remote mentoring, two days a month", "Mele and Semisi", 0, 7, 18240, "requested"),
    ("A-07", "Quarterly restore test with the desk", "Semisi", 0, 11, 0, "staff"),
    ("A-12", "Regional peer exchange (retention)", "Semisi", 4, 7, 2900, "unfunded"),
)
POINTS = rows(
    "label value url here open",
    ("Role", "Implementer – Technical", "#", False, False),
    ("Position", "0.60", "#", False, False),
    ("Member", "Semisi Faleono", "#", False, False),
    ("Level", "0 of 3", "#", False, False),
    ("Gap", "3", "", True, False),
    ("Activity", "Tracker academy", "#", False, False),
    ("Cost", "4,300 USD", "#", False, False),
    ("Funder", "Bilateral project", "#", False, False),
    ("Next level", "Not known yet", "#", False, True),
)
CHOICES = rows(
    "value title text end checked apart",
    ("0", "Not yet", "No exposure, or cannot do it even with written steps", "0", False, False),
    ("1", "With support", "Creates users with given roles", "1", True, False),
    ("2", "Independent", "Builds roles and groups per position", "2", False, False),
    ("na", "Not applicable", "It does not change your mean.", "N.A.", False, True),
)
LEAVERS = [
    {"value": name, "title": name, "end": None, "checked": name == "Fathima"}
    for name in "Nobody leaves,Nirmala,Ishara,Sanjeewa,Fathima".split(",")
]
SPREAD = rows(
    "name role mean baseline phase",
    ("Nirmala Wijerath", "Operational Lead", Decimal("1.56"), None, "proficient"),
    ("Fathima Naleer", "Trainer", Decimal("2.11"), Decimal("1.78"), "proficient"),
    ("Kasun Marasing", "Server Administrator", None, None, None),
)
WAY = rows(
    "number title state",
    (1, "Position", "done"),
    (2, "Person", "now"),
    (3, "Contract and money", "later"),
)
CONTENT = {
    "team": Team(),
    "team_nav": TEAM_NAV,
    "catalogue_version": "2026.1",
    "amount": Decimal(72750),
    "today": date(2026, 10, 30),
    "crumbs": [("Team", "#"), ("Trainer", "#"), ("Trainer – Technical", "")],
    "next": NEXT,
    "tasks": TASKS,
    "figures": FIGURES,
    "risks": RISKS,
    "lanes": LANES,
    "facts": FACTS,
    "tabs": TABS,
    "steps": STEPS,
    "parts": PARTS,
    "years": [2027, 2028, 2029],
    "activities": ACTIVITIES,
    "points": POINTS,
    "choices": CHOICES,
    "leavers": LEAVERS,
    "spread": SPREAD,
    "way": WAY,
}


@login_not_required
@require_GET
def styleguide(request):
    wrong = ExampleForm({"title": "Deputy Director, EMIS", "share": "6.0", "engagement": "fixed"})
    form = ExampleForm(prefix="right", initial={"engagement": "fixed", "place": "in"})
    page = Paginator(range(66), 12).get_page(request.GET.get("page"))
    context = CONTENT | {"form": form, "wrong": wrong, "page_obj": page}
    return render(request, "coreteam/styleguide.html", context)
