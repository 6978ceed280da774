"""The words of terms of reference: the first draft that the catalogue gives, and what it says.

No queries: takes a position with role, holder and team, and a Guide (roles/reference_guide.py).
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from roles.catalogue_pages import track_of
from roles.formation import LEAD
from roles.formats import longdate, number
from roles.models import Role, Skill

IN_COUNTRY = (Role.Location.ALWAYS, Role.Location.IDEALLY, Role.Location.PREFERRED)


@dataclass(frozen=True)
class Terms:
    """A draft: the texts and skills of a version that nobody has saved. Not a row."""

    language: str
    purpose: str = ""
    responsibilities: str = ""
    background: str = ""
    reporting_line: str = ""
    dedication: str = ""
    place: str = ""
    duration: str = ""
    skills: tuple[dict, ...] = ()


def document_language(*wanted):
    """The first language that the planner has, else English."""
    known = dict(settings.LANGUAGES)
    return next((code for code in wanted if code in known), settings.LANGUAGE_CODE)


def draft_for(position, guide, language):
    """The first draft for a position, in that language: the catalogue's words, adapted."""
    with override(language):
        return Terms(
            language=language,
            **_words_of(position.role, guide),
            reporting_line=_reporting_line(position),
            dedication=_dedication(position),
            place=_place(position),
            duration=_duration(position),
            skills=skills_for(position.role, guide, position),
        )


def draft_for_role(role, guide, language):
    """The draft for a role without a position: what the catalogue alone can say."""
    with override(language):
        return Terms(
            language=language,
            **_words_of(role, guide),
            dedication=role.dedication,
            place=role.location,
            skills=skills_for(role, guide),
        )


def guide_texts(role, guide, language):
    """What the guide says for each field; no entry where it says nothing."""
    with override(language):
        texts = _words_of(role, guide) | {"dedication": role.dedication, "place": role.location}
    return {name: text for name, text in texts.items() if text}


def skills_for(role, guide, position=None):
    """The skills of the role with their targets; a sub-role leaves out those of the other side.

    Where a position is given, its own targets come first. A target of 0 leaves the skill out.
    """
    own = track_of(role)
    sides = (own, "", Skill.Track.GENERAL)
    return tuple(
        skill_entry(skill, level)
        for skill in guide.skills_of(role)
        if (not own or skill.track in sides) and (level := guide.target_of(role, skill, position))
    )


def skill_entry(skill, level):
    return {
        "code": skill.code,
        "name": skill.name,
        "level": level,
        "critical": skill.critical,
    }


def _words_of(role, guide):
    duties = [item.text.strip() for item in guide.responsibilities_of(role)]
    return {
        "purpose": guide.said(role.purpose),
        "responsibilities": guide.said("\n".join(duties)),
        "background": guide.said(role.background),
    }


def _reporting_line(position):
    """The lead answers to the governing body, everybody else to the lead (guide, Figure 2)."""
    team, role = position.team, position.role
    if role.slug != LEAD:
        if role.role_class == Role.Class.CORE:
            return _("The Operational Lead of the core team")
        return _("The own department; for work of the core team, the Operational Lead")
    return team.governing_body or _("The governing body of the core team")


def _dedication(position):
    role, share = position.role, _("%(fte)s of full time") % {"fte": number(position.fte, 2)}
    if role.full_time and position.fte == 1:
        return role.dedication
    if role.full_time or not role.dedication:
        return share
    return f"{role.dedication}; {share}"


def _place(position):
    role, holder = position.role, position.holder
    place = role.location
    if role.location_rule in IN_COUNTRY and place:
        place = f"{position.team.country}. {place}"
    if holder and not holder.in_country:
        abroad = _("The present holder works from outside the country.")
        return f"{place}. {abroad}" if place else abroad
    return place


def _duration(position):
    """As the holder is tied to the team; nothing while nobody is."""
    holder = position.holder
    if holder is None:
        return ""
    engagement = holder.get_engagement_display()
    if holder.contract_end is None:
        return engagement
    return _("%(engagement)s, until %(date)s") % {
        "engagement": engagement,
        "date": longdate(holder.contract_end),
    }
