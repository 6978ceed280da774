"""What the page of priorities shows: each gap with the terms of its formula, and its bar."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.gaps import TeamGap
from plans.models import Activity
from plans.priorities import NEEDS, Gap
from plans.proposals import gap_key
from roles.models import Skill
from roles.rounding import percent

NAMED_ACTIVITIES = 2


@dataclass(frozen=True)
class Term:
    """A factor of the formula; 1 changes nothing and is shown in grey."""

    value: int
    label: str
    sign: str

    @property
    def counts(self) -> bool:
        return self.value > 1


@dataclass(frozen=True)
class GapRow:
    """One line of the list. `bar` is percent of the highest priority of the team; `reason` is the
    lead's for a need that is not the ordinary one, not for who reads by the member's consent."""

    key: str
    skill: Skill
    who: str
    gap: Gap
    terms: list[Term]
    bar: Decimal
    activities: list[Activity]
    others: str
    url: str
    add_url: str
    reason: str = ""
    ticked: bool = False
    needs: tuple[int, ...] = NEEDS


def gap_rows(
    team, found: list[TeamGap], everything: list[TeamGap], ticked: Collection[str] = ()
) -> list[GapRow]:
    """Rows for the gaps that were found, with bars on the scale of all gaps shown to the reader.

    `ticked` are the keys of gaps that were chosen before, on this page or another.
    """
    highest = max((one.gap.priority for one in everything), default=0)
    return [_row(team, one, highest, ticked) for one in found]


def _row(team, one: TeamGap, highest: int, ticked: Collection[str]) -> GapRow:
    sheet, more = one.sheet, len(one.activities) - NAMED_ACTIVITIES
    pick = urlencode({"gap": gap_key(one)})
    return GapRow(
        key=gap_key(one),
        skill=one.skill,
        who=_("%(member)s, %(role)s") % {"member": sheet.member.name, "role": sheet.section.name},
        gap=one.gap,
        terms=_terms(one.gap),
        bar=percent(one.gap.priority, highest) or Decimal(0),
        activities=one.activities[:NAMED_ACTIVITIES],
        others=ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}
        if more > 0
        else "",
        url=reverse(
            "assessments:sheet_result", args=[team.slug, sheet.member.pk, sheet.section.slug]
        ),
        add_url=f"{reverse('plans:proposals', args=[team.slug])}?{pick}",
        reason=one.need.reason if one.need and sheet.assessment.is_by_right else "",
        ticked=gap_key(one) in ticked,
    )


def _terms(gap: Gap) -> list[Term]:
    return [
        Term(gap.gap, _("Gap"), "×"),
        Term(gap.critical_factor, _("Critical"), "×"),
        Term(gap.colleague_factor, _("No colleague"), "×"),
    ]


def gap_facts(gaps: list[TeamGap]) -> list[str]:
    """The line under the heading: the round, how many gaps, critical ones, in the plan."""
    if not gaps:
        return []
    rounds = list(dict.fromkeys(one.sheet.round.title for one in gaps))
    count, planned = len(gaps), sum(bool(one.activities) for one in gaps)
    critical = sum(one.skill.critical for one in gaps)
    return [
        *rounds,
        ngettext("%(count)d gap", "%(count)d gaps", count) % {"count": count},
        _("%(count)d in critical skills") % {"count": critical},
        _("%(count)d in the plan") % {"count": planned},
    ]


def ticked_elsewhere(ticked: list[str], rows: Iterable[GapRow], gaps: list[TeamGap]) -> dict:
    """The keys of gaps that are ticked and not among these rows, and a sentence about them."""
    shown, known = {row.key for row in rows}, {gap_key(one) for one in gaps}
    keys = [key for key in dict.fromkeys(ticked) if key in known - shown]
    text = ngettext(
        "%(count)d more gap is ticked that is not on this page.",
        "%(count)d more gaps are ticked that are not on this page.",
        len(keys),
    )
    return {"elsewhere": keys, "elsewhere_text": text % {"count": len(keys)}}
