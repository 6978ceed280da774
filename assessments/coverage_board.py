"""The coverage board: which critical skills nobody, one or several can do; what if one leaves."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.coverage import Departure, coverage, summarise, what_if_leaves
from assessments.results import critical_core_skills, member_levels, unassessed
from roles.models import Role, Skill

# More names than these say no more than their number does.
MOST_NAMES = 3


@dataclass(frozen=True)
class Tile:
    """A critical skill: how many people stand at 2 or more, without the leaver ``after``.

    ``count`` is None where nobody was assessed in its role yet.
    """

    skill: Skill
    count: int | None
    after: int | None
    names: list[str]
    url: str

    @property
    def code(self):
        return self.skill.code

    @property
    def nobody(self):
        """What stands instead of names."""
        if self.count is None:
            return _("not assessed yet")
        return _("nobody") if not self.count else _("more than can be named here")


@dataclass(frozen=True)
class CoverageRow:
    """The critical skills of one role."""

    role: Role
    tiles: list[Tile]


def coverage_board(sheets, independent_level, without):
    """The board of these sheets; only for whoever reads all of them by name."""
    skills = list(critical_core_skills(sheets[0].round.team_id))
    codes = [skill.code for skill in skills]
    levels = member_levels(sheets)
    leaver = next((member for member in levels if str(member.pk) == without), None)
    now = coverage(levels, codes, independent_level)
    departure = what_if_leaves(leaver, levels, codes, independent_level) if leaver else None
    names = _names(levels, codes, independent_level)
    unknown = unassessed(skills, sheets)
    shown = now | dict.fromkeys(unknown)
    return {
        "coverage": _coverage_rows(skills, shown, departure, names, sheets[0].round),
        "critical_count": len(codes),
        "counts": cover_counts(now, departure.after if departure else None, unknown),
        "leaver": leaver,
        "finding": _finding(leaver, departure, skills) if departure else "",
        "who_leaves": _who_leaves(levels, leaver),
    }


def _coverage_rows(skills, now, departure: Departure | None, names, round_):
    rows = {}
    for skill in skills:
        row = rows.setdefault(skill.skill_set_id, CoverageRow(skill.skill_set, []))
        known = now[skill.code] is not None
        after = departure.after[skill.code] if departure and known else None
        url = _page_of(skill, round_)
        row.tiles.append(Tile(skill, now[skill.code], after, names[skill.code], url))
    return list(rows.values())


def _page_of(skill, round_):
    """An own skill has no page in the public catalogue: it stands on the team's."""
    if skill.is_own:
        return reverse("roles:team_skills", args=[round_.team.slug]) + f"?q={skill.code}"
    return reverse("roles:skill_detail", args=[skill.code])


def _names(levels, codes, independent_level):
    """Who stands at 2 or more in each skill; none where they are many."""
    able = {
        code: [str(one) for one, own in levels.items() if own.get(code, 0) >= independent_level]
        for code in codes
    }
    return {code: found if len(found) <= MOST_NAMES else [] for code, found in able.items()}


def cover_counts(before, after=None, unknown=()):
    """Nobody, one, two or more; with what it was before somebody left.

    ``unknown`` are the skills of roles that nobody was assessed in: they stand apart.
    """
    shown = summarise(_without(before if after is None else after, unknown))
    was = summarise(_without(before, unknown)) if after is not None else None
    words = {"nobody": _("nobody"), "one": _("one person"), "two_or_more": _("two people or more")}
    counts = [
        {
            "tone": tone,
            "number": len(getattr(shown, key)),
            "was": len(getattr(was, key)) if was else None,
            "label": label,
        }
        for (key, label), tone in zip(words.items(), (0, 1, 3), strict=True)
    ]
    apart = {"tone": "none", "number": len(unknown), "was": None, "label": _("not assessed yet")}
    return [*counts, apart] if unknown else counts


def _without(covered, unknown):
    return {code: people for code, people in covered.items() if code not in unknown}


def _finding(leaver, departure, skills):
    """The sentence above the tiles: how much goes with the member, and what goes altogether."""
    names = {skill.code: skill.name for skill in skills}
    losing = ngettext(
        "Without %(name)s, %(number)d critical skill loses cover.",
        "Without %(name)s, %(number)d critical skills lose cover.",
        len(departure.losing),
    ) % {"name": leaver, "number": len(departure.losing)}
    if not departure.left_alone:
        return losing, ""
    alone = [f"{names[code]} ({code})" for code in departure.left_alone]
    return losing, _("Nobody is left for: %(skills)s.") % {"skills": ", ".join(alone)}


def _who_leaves(levels, leaver):
    choices = [{"value": "", "title": _("Nobody leaves"), "end": None, "checked": leaver is None}]
    for member in levels:
        choice = {"value": member.pk, "title": member.name, "end": None}
        choices.append(choice | {"checked": member == leaver})
    return choices
