"""Which skills took the place of retired ones, so that earlier rounds stay comparable."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from .catalogue import CatalogueItem, CatalogueQuerySet


class EarlierSkill(NamedTuple):
    """A retired code whose ratings may stand beside those of today's skill.

    `exact` says that it was only renamed; a skill that was split or merged compares roughly.
    """

    code: str
    exact: bool


class SkillCrosswalkQuerySet(CatalogueQuerySet):
    def of_skill(self, code):
        """The steps into and out of a skill, with the codes at both ends."""
        return self.current().filter(models.Q(old=code) | models.Q(new=code))

    def earlier_skills(self) -> dict[str, list[EarlierSkill]]:
        """For every skill that took another's place: what it was before, latest first."""
        steps = {}
        for old, new, kind in self.current().values_list("old", "new", "kind"):
            steps.setdefault(new, []).append((old, kind == SkillCrosswalk.Kind.RENAMED))
        return {code: _walk_back(code, steps) for code in steps}

    def comparable(self, code) -> list[EarlierSkill]:
        """The codes whose ratings may stand for skill `code` in any round: itself, then what it
        was before. One query."""
        return [EarlierSkill(code, exact=True), *self.earlier_skills().get(code, [])]


def _walk_back(code, steps):
    """Follows the steps from a code to all before it; each code once, the nearest first."""
    found, waiting = {}, [EarlierSkill(code, exact=True)]
    while waiting:
        here = waiting.pop(0)
        for old, exact in steps.get(here.code, []):
            if old not in found and old != code:
                found[old] = EarlierSkill(old, exact=here.exact and exact)
                waiting.append(found[old])
    return list(found.values())


class SkillCrosswalk(CatalogueItem):
    """One step from a retired skill to one that took its place.

    Codes, not links: a new installation has never had the retired skill.
    """

    class Kind(models.TextChoices):
        RENAMED = "renamed", _("Renamed")
        SPLIT = "split", _("Split")
        MERGED = "merged", _("Merged")

    old = models.CharField(_("retired skill"), max_length=10)
    new = models.CharField(_("skill in its place"), max_length=10)
    kind = models.CharField(_("what happened"), max_length=10, choices=Kind)
    since = models.CharField(_("since version"), max_length=20)

    objects = SkillCrosswalkQuerySet.as_manager()

    class Meta(CatalogueItem.Meta):
        verbose_name = _("skill crosswalk")
        verbose_name_plural = _("skill crosswalk")
        constraints = [
            models.UniqueConstraint(
                fields=["old", "new"],
                name="skill_takes_the_place_of_another_once",
                violation_error_message=_("This step is there already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")),
                name="skill_does_not_take_its_own_place",
                violation_error_message=_("A skill cannot take its own place."),
            ),
        ]

    def __str__(self):
        return f"{self.old} → {self.new}"
