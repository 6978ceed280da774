"""What uses catalogue items, as numbers: who it is stays with the team.

The links are read from the models, because this app does not know the apps above it. Whatever
belongs to a team (a rating to its sheet, that to its round, that to the team) says so by being
deleted with it; along these links the rounds, plans and teams are counted.
"""

from dataclasses import dataclass

from django.contrib.admin.utils import model_ngettext
from django.db.models import CASCADE, Count
from django.db.models.constants import LOOKUP_SEP

from roles.models import Team


@dataclass(frozen=True)
class Use:
    """So many rows of one kind, within so many rounds (plans, members …) of so many teams."""

    kind: str
    count: int
    within: str
    teams: int | None


def uses_of(model, pks) -> list[Use]:
    """What uses these items of a model. One query for each kind of link."""
    uses = [_use(link, list(pks)) for link in _links(model)]
    return [use for use in uses if use.count]


def _links(model):
    """Links that come from other rows; those made here (translations) are none."""
    return [
        field for field in model._meta.get_fields() if field.auto_created and not field.concrete
    ]


def _use(link, pks):
    model = link.related_model
    numbers = {"count": Count("pk", distinct=True)}
    way = _way_to_team(model)
    if way:
        numbers["teams"] = Count(way[-1][0], distinct=True)
    if len(way) > 1:
        numbers["within"] = Count(way[-2][0], distinct=True)
    rows = model._base_manager.filter(**{f"{link.field.name}__in": pks})
    if model is link.model:
        rows = rows.exclude(pk__in=pks)  # a role may name itself as its set of skills
    found = rows.aggregate(**numbers)
    within = found.get("within")
    return Use(
        kind=str(model._meta.verbose_name_plural),
        count=found["count"],
        within=f"{within} {model_ngettext(way[-2][1], within)}" if within else "",
        teams=found.get("teams"),
    )


def _way_to_team(model, before="", seen=()):
    """Pairs of lookup and model from a row up to the team it belongs to; none for the catalogue."""
    for field in model._meta.concrete_fields:
        owner = field.related_model
        if owner is None or owner in seen or field.remote_field.on_delete is not CASCADE:
            continue
        if field.null:  # a skill may be a team's own; most are not
            continue
        lookup = f"{before}{field.name}"
        if owner is Team:
            return [(lookup, owner)]
        if way := _way_to_team(owner, lookup + LOOKUP_SEP, (*seen, model)):
            return [(lookup, owner), *way]
    return []
