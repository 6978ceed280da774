"""The team bar: seven sections, the same on every page of a team."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

# Title, the page it opens, and the beginnings of view names that belong to the section.
SECTIONS = (
    (
        gettext_lazy("Overview"),
        "team_detail",
        ("team_detail", "risks", "workspace", "roles:team_edit", "roles:access"),
    ),
    (gettext_lazy("Team"), "roles:structure", ("roles:", "staffing")),
    (
        gettext_lazy("Assessments"),
        "assessments:round_list",
        (
            "assessments:round",
            "assessments:sheet",
            "assessments:grid",
            "assessments:invitation",
            "assessments:outside",
            "assessments:workbook",
        ),
    ),
    (
        gettext_lazy("Results"),
        "assessments:results",
        (
            *("assessments:results", "assessments:sheet_result", "assessments:result_comment"),
            *("assessments:change", "assessments:differences", "assessments:consent"),
            *("assessments:phase", "own_results"),
        ),
    ),
    (
        gettext_lazy("Priorities"),
        "plans:priorities",
        ("plans:priorities", "plans:gap_choices", "plans:proposals"),
    ),
    (gettext_lazy("Plan"), "plans:detail", ("plans:",)),
    (
        pgettext_lazy("section", "Share"),
        "share",
        ("share", "plans:version", "plans:share_link"),
    ),
)


def team_navigation(team, view_name):
    """The sections with address and the mark of the current one."""
    current = _section_of(view_name)
    return [
        {
            "title": title,
            "url": reverse(name, kwargs={"slug": team.slug}),
            "current": name == current,
        }
        for title, name, _names in SECTIONS
    ]


def _section_of(view_name):
    """The section whose longest beginning fits: plans:priorities is not the plan."""
    fitting = [
        (len(beginning), name)
        for _title, name, beginnings in SECTIONS
        for beginning in beginnings
        if view_name.startswith(beginning)
    ]
    return max(fitting)[1] if fitting else None


def seven_steps():
    """The way in seven steps, for the front page and the help."""
    steps = (
        (_("Describe the team"), _("Country, sector, languages, currency")),
        (_("Fill the core positions"), _("In the order the DHIS2 guide recommends")),
        (_("Add other roles"), _("Contributing and optional, as the case needs")),
        (_("Assess needs"), _("A fair quarter of an hour for each member, also on a phone")),
        (_("Agree priorities"), _("Gaps in order, with the reason for each")),
        (_("Build the plan"), _("Activities, costs, funders, timeline")),
        (_("Review and share"), _("The plan in Word; then once more in a year")),
    )
    return [
        {"number": number, "title": title, "text": text}
        for number, (title, text) in enumerate(steps, start=1)
    ]
