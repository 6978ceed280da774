"""What the pages of terms of reference show: rows read for a list, texts beside the guide's."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.formats import longdate
from roles.models import Position, TermsOfReference
from roles.reference_documents import asks_one_person


@dataclass(frozen=True)
class Row:
    """A position in the list, with its current version or None."""

    position: Position
    terms: TermsOfReference | None
    saved: str


@dataclass(frozen=True)
class Part:
    """One long section of the text; guide holds the guide's lines where they differ."""

    title: str
    lines: list[str]
    guide: list[str]
    numbered: bool


LONG = ("purpose", "responsibilities", "background")


def open_positions(team):
    """Positions that were not closed, in the guide's order, each knowing its team."""
    positions = [p for p in team.positions.for_board() if p.state != Position.State.CLOSED]
    for position in positions:
        position.team = team
    return positions


def saved_versions(team):
    """The current version of each position that has one, by position."""
    versions = TermsOfReference.objects.filter(position__team=team).current()
    return {terms.position_id: terms for terms in versions.select_related("saved_by")}


def list_rows(positions, versions):
    return [Row(p, versions.get(p.pk), saved_line(versions.get(p.pk))) for p in positions]


def saved_line(terms):
    """When and by whom; nothing for what nobody has saved."""
    if terms is None:
        return ""
    day = longdate(timezone.localdate(terms.saved_at))
    return f"{day}, {terms.saved_by}" if terms.saved_by else day


def parts(terms, guide):
    """The long sections of a version or draft, beside what the guide says: texts by field."""
    return [
        Part(
            title=field_title(name),
            lines=getattr(terms, name).splitlines(),
            guide=guide[name].splitlines() if differs(terms, guide, name) else [],
            numbered=name == "responsibilities",
        )
        for name in LONG
    ]


def glance(terms):
    """The short fields, as facts."""
    short = [name for name in TermsOfReference.TEXTS if name not in LONG]
    return [
        {"label": field_title(name), "value": getattr(terms, name) or _("To be confirmed")}
        for name in short
    ]


def guide_glance(terms, guide):
    """What the guide says for the short fields that differ from it, each behind its name."""
    return [
        f"{field_title(name)}: {guide[name]}"
        for name in TermsOfReference.TEXTS
        if name not in LONG and differs(terms, guide, name)
    ]


def differs(terms, guide, name):
    """Whether the text leaves out what the guide says; words around it do not count."""
    return name in guide and guide[name] not in getattr(terms, name)


def field_title(name):
    return capfirst(TermsOfReference._meta.get_field(name).verbose_name)


def skill_rows(skills):
    return [entry | {"one_person": asks_one_person(entry)} for entry in skills]


def form_parts(form, guide):
    """Each field of the form with the guide's words below it."""
    return [
        {"field": form[name], "guide": guide.get(name, "").splitlines()}
        for name in TermsOfReference.TEXTS
    ]


def languages(chosen):
    """The languages of a download, with the mark of the one that is offered first."""
    return [
        {"code": code, "name": name, "chosen": code == chosen} for code, name in settings.LANGUAGES
    ]


def crumbs(team, *here):
    """The way from the structure of the team to the page; `here` are pairs of title and URL."""
    return [
        (_("Team structure"), reverse("roles:structure", args=[team.slug])),
        (_("Terms of reference"), reverse("roles:references", args=[team.slug])),
        *here,
    ]
