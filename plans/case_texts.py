"""The case for what nobody pays yet: a draft in three parts that a team edits.

It says what the money buys, for which roles (never for whom by name) and what is missing without
it; it tells no level and no gap of anybody, because the list goes to partners.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_NAMED = 3


@dataclass(frozen=True)
class CaseFacts:
    """What the draft is made of, in words. `critical`: one of the skills is a critical one."""

    title: str
    lines: tuple[str, ...]
    roles: tuple[str, ...]
    audience: str
    skills: tuple[str, ...]
    critical: bool
    recurring: bool
    start: str = ""


@dataclass(frozen=True)
class CaseTexts:
    buys: str
    why_now: str
    without: str

    @property
    def paragraph(self) -> str:
        return " ".join(text for text in (self.buys, self.why_now, self.without) if text)


def draft(facts: CaseFacts) -> CaseTexts:
    """The three sentences of a case that nobody has written yet."""
    return CaseTexts(_buys(facts), _why_now(facts), _without(facts))


def _buys(facts: CaseFacts) -> str:
    whom = facts.audience if not facts.roles else first_few(facts.roles)
    what = first_few(facts.lines) or facts.title
    if not whom:
        return _("It pays for: %(what)s.") % {"what": what}
    return _("It pays for: %(what)s. It is for: %(whom)s.") % {"what": what, "whom": whom}


def _why_now(facts: CaseFacts) -> str:
    parts = []
    if facts.skills:
        builds = ngettext("It builds the skill %(skills)s.", "It builds the skills %(skills)s.",
                          len(facts.skills))  # fmt: skip
        parts.append(builds % {"skills": first_few(facts.skills)})
    if facts.critical:
        parts.append(_("A DHIS2 system cannot be run safely without it."))
    if facts.start:
        parts.append(_("It is planned from %(day)s.") % {"day": facts.start})
    return " ".join(parts)


def _without(facts: CaseFacts) -> str:
    if facts.skills:
        text = _("Without the money the team stays without: %(skills)s.") % {
            "skills": first_few(facts.skills)
        }
    else:
        text = _("Without the money this does not happen.")
    if facts.recurring:
        again = _("The cost comes back every year.")
        return f"{text} {again}"
    return text


def first_few(words: tuple[str, ...]) -> str:
    """The first three, and how many more there are."""
    shown = ", ".join(words[:MOST_NAMED])
    more = len(words) - MOST_NAMED
    if more <= 0:
        return shown
    text = ngettext("%(shown)s and %(count)d more", "%(shown)s and %(count)d more", more)
    return text % {"shown": shown, "count": more}
