"""The words of formation.py: what each code says, the guide's reason, and where it is written.

Sentences take the ``params`` of a warning as named placeholders.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from roles import formats
from roles.formation import Warning

# Where the guide stands, in the state that the catalogue was written from.
GUIDE = "https://github.com/dhis2/dhis2-docs-implementation/blob/eb2dce4/content/"
CHAPTERS = {
    "core-team-01": ("implementation/core-team-01-intro.md", _("The guide: the core team")),
    "core-team-02": (
        "implementation/core-team-02-formation.md",
        _("The guide: forming and sustaining the core team"),
    ),
    "core-team-03": (
        "implementation/core-team-03-capacity.md",
        _("The guide: capacity of the core team"),
    ),
    "is-my-project-ready-for-tracker": (
        "tracker_implementation/is-my-project-ready-for-tracker.md",
        _("The guide: is my project ready for tracker?"),
    ),
}


def guide_links(source: str) -> list[tuple[str, str]]:
    """Address and title of each chapter of the guide that a source names."""
    return [(GUIDE + path, title) for code, (path, title) in CHAPTERS.items() if code in source]


@dataclass(frozen=True)
class Words:
    """A sentence about the team, the guide's reason for the advice, and its source."""

    sentence: str
    reason: str
    source: str


WARNING_WORDS = {
    "out_of_order": Words(
        _("%(filled)s: somebody is in place, but nobody holds the role %(missing)s."),
        _(
            "The guide advises to fill the roles in order: operational lead, implementer, "
            "trainer, server administrator. The earlier roles decide what the later ones work on."
        ),
        "core-team-02 (Forming)",
    ),
    "lead_abroad": Words(
        _("%(member)s leads the team from outside the country."),
        _(
            "Even where posts and money are short, the operational lead should be in the "
            "country: the team must be able to meet the ministries routinely."
        ),
        "core-team-02 (Forming: note)",
    ),
    "nobody_in_country": Words(
        _("Nobody who holds a core position works in the country."),
        _(
            "Ideally everybody in the core team lives in the country served. The team must be "
            "able to meet the ministries routinely."
        ),
        "core-team-01; core-team-02",
    ),
    "core_vacant": Words(
        _("%(role)s: the position is vacant."),
        _("Each core role needs a person, or a plan for one with a date."),
        "core-team-01 (Structure); core-team-03",
    ),
    "core_planned": Words(
        _("%(role)s: the position is only planned."),
        _("Each core role needs a person, or a plan for one with a date."),
        "core-team-01 (Structure); core-team-03",
    ),
    "core_not_full_time": Words(
        _("%(role)s: the position is %(fte)s of full time."),
        _(
            "The guide advises full-time posts for operational lead, implementers and trainers. "
            "It admits that practice differs."
        ),
        "core-team-01 (Important)",
    ),
    "single_holder": Words(
        _("%(role)s: only %(member)s holds this role."),
        _(
            "Work that rests on one person stops when that person leaves. A second person, or "
            "a trained understudy, should be able to do it."
        ),
        "is-my-project-ready-for-tracker",
    ),
    "single_contract": Words(
        _("%(role)s depends on one contract, of %(member)s, which ends on %(date)s."),
        _(
            "The team should go on when any single contract or project ends. Plan the renewal "
            "or the handover before the date."
        ),
        "core-team-02 (Sustaining)",
    ),
    "one_server_administrator": Words(
        _("Personal data is held, and only %(member)s administers the servers."),
        _(
            "For tracker, at least two administrators are advised. Dependence on one person is "
            "among the biggest risks."
        ),
        "is-my-project-ready-for-tracker",
    ),
    "security_manager_not_senior": Words(
        _("%(role)s: the post is not senior."),
        _(
            "Whoever answers for security must be able to influence decisions: senior, close to "
            "the leadership, with autonomy, and not the most junior technical person."
        ),
        "core-team-01; security_considerations",
    ),
    "contributing_full_time": Words(
        _("%(role)s: the position is full time."),
        _("Contributing roles are advised as needed, beside other duties."),
        "core-team-01",
    ),
    "contributing_from_outside": Words(
        _("%(role)s: %(member)s contributes from outside."),
        _(
            "Contributing roles are best held inside the country's own institutions. From "
            "outside they are accepted at first where posts and money are short."
        ),
        "core-team-02 (Forming)",
    ),
    "fte_over_one": Words(
        _("%(member)s holds %(positions)s positions with %(fte)s of full time in all."),
        _("One person can give one full-time post. Lower a share, or share the work."),
        "core-team-03",
    ),
}

NEXT_REASONS = {
    "lead_first": _(
        "The operational lead comes first: every other role takes its tasks from the lead."
    ),
    "one_implementer": _(
        "After the lead comes one implementer, on the program or the technical side, whichever "
        "gap is larger."
    ),
    "no_position": _("The core team needs this role, and there is no position for it yet."),
    "nobody_appointed": _("There is a position for this core role, but nobody is in it yet."),
    "other_side": _(
        "The core team is covered. This role completes it: nobody holds it and nobody is being "
        "recruited for it."
    ),
    "later_step": _("The first steps are done. This core role is a later step."),
}

REQUIREMENT_NAMES = {
    "lead": _("Operational Lead"),
    "implementer_program": _("Implementer, program side"),
    "implementer_technical": _("Implementer, technical side"),
    "trainer": _("Trainer, program or technical"),
    "server_administrator": _("Server Administrator"),
}

COVER_NAMES = {
    "covered": _("Covered"),
    "under_way": _("Under way"),
    "planned": _("Planned"),
    "open": _("Open"),
    "later": _("Later"),
}


def sentence(warning: Warning) -> str:
    """Return what a warning says of the team, numbers and dates written as the page does."""
    params = {name: _written(value) for name, value in warning.params.items()}
    return str(WARNING_WORDS[warning.code].sentence) % params


def _written(value: object) -> object:
    if isinstance(value, date):
        return formats.longdate(value)
    return formats.number(value, 2) if isinstance(value, Decimal) else value
