"""What must hold between items of the catalogue files, beyond each item by itself."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roles import models
from roles.catalogue_words import CatalogueError


def check_thresholds(numbers):
    """The same limits as on the admin's form."""
    for name, number in numbers.items():
        try:
            models.CatalogueVersion._meta.get_field(name).clean(number, None)
        except ValidationError as error:
            raise CatalogueError("catalogue.yaml", name, error.messages[0]) from None
    if Decimal(numbers["proficient_from"]) >= Decimal(numbers["expert_from"]):
        problem = _("must be below expert_from")
        raise CatalogueError("catalogue.yaml", "proficient_from", problem)


def check_families(rows):
    """No loop in role families, and a family only one floor high; level codes 0 to 3; every
    learning step names a resource or says it in words."""
    above = {row.values["slug"]: row.values["family"] for row in rows[models.Role]}
    for slug in above:
        if slug in _chain(slug, above):
            raise CatalogueError("roles.yaml", slug, _("loop in role families"))
    for row in rows[models.Role]:
        if row.values["is_family"] and row.values["family"]:
            problem = _("a family of roles cannot stand inside another family")
            raise CatalogueError("roles.yaml", row.label, problem)
    for row in rows[models.ProficiencyLevel]:
        if row.values["level"] > 3:
            raise CatalogueError("catalogue.yaml", row.label, _("levels go from 0 to 3"))
    for row in rows[models.LearningPathStep]:
        if not row.values["resource"] and not row.values["text_en"]:
            problem = _('needs a "resource" or a "text"')
            raise CatalogueError("learning_paths.yaml", row.label, problem)


def check_steps(rows):
    """The crosswalk leads from codes that are gone, in the end to a skill that is there."""
    skills = {row.values["code"] for row in rows[models.Skill]}
    steps = [(row.label, row.values) for row in rows[models.SkillCrosswalk]]
    after = {}
    for _label, step in steps:
        after.setdefault(step["old"], []).append(step)
    for label, step in steps:
        problem = _step_problem(step, skills, after, steps)
        if problem:
            raise CatalogueError("crosswalk.yaml", label, problem)


def _step_problem(step, skills, after, steps):
    old, new, kind = step["old"], step["new"], step["kind"]
    if old in skills:
        return _('"%(code)s" is still in skills.yaml') % {"code": old}
    if new not in skills and new not in after:
        return _('no %(kind)s "%(code)s"') % {"kind": _("skill"), "code": new}
    if old in _later(new, after):
        return _("loop in the crosswalk")
    if kind == "split" and len(after[old]) < 2:
        return _("a split needs two lines or more with the same old skill")
    if kind == "merged" and sum(other["new"] == new for _label, other in steps) < 2:
        return _("a merge needs two lines or more with the same new skill")
    if kind == "renamed" and len(after[old]) > 1:
        return _("a skill is renamed only once")
    return ""


def _later(code, after):
    """The code and all that came after it."""
    found, waiting = set(), [code]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += [step["new"] for step in after.get(here, [])]
    return found


def _chain(slug, above):
    """The roles above a role, until the top or until one comes again."""
    found = []
    here = above.get(slug)
    while here and here not in found:
        found.append(here)
        here = above.get(here)
    return found
