"""What each catalogue file holds: its model, the column that names an item, and where each column
stands in the file. Texts in several languages are in roles.translation and not repeated here."""

from dataclasses import dataclass, field

from django.conf import settings

from roles import models
from roles.translation import TRANSLATED

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
THRESHOLDS = (
    "min_rated_percent",
    "proficient_from",
    "expert_from",
    "independent_level",
    "default_target",
    "critical_target",
    "horizon_months",
)
# Beside the columns of a file, every item has this one: is it out of use?
RETIRED = "retired"


@dataclass(frozen=True)
class Table:
    """`columns` maps columns to keys of the file. Without a `key`, items are told apart by
    `told_by` and, when that text has changed, by `place`: they are members of a parent's list."""

    model: type
    file: str
    columns: dict[str, str]
    key: tuple[str, ...] = ("code",)
    part: str = ""
    listed_in: str = ""
    parent: str = ""
    told_by: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    optional: bool = False
    texts: tuple[str, ...] = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "texts", TRANSLATED.get(self.model, ()))

    @property
    def text_columns(self):
        return [f"{name}_{language}" for name in self.texts for language in LANGUAGES]

    @property
    def names(self):
        """Every column that the catalogue files decide."""
        return [*self.columns, *self.text_columns]

    def field(self, name):
        return self.model._meta.get_field(name)

    @property
    def links(self):
        """Columns that point at one row of the catalogue."""
        return [name for name in self.columns if self.field(name).many_to_one]

    @property
    def sets(self):
        """Columns that point at many rows of the catalogue."""
        return [name for name in self.columns if self.field(name).many_to_many]

    @property
    def code(self):
        """The column by which other items name this one."""
        return self.key[0]


def _same(*names):
    return {name: name for name in names}


ROLE_COLUMNS = _same(
    *"slug is_family required family skill_set background_basis background_source".split(),
    *"dedication_basis full_time location_basis location_rule employers_basis".split(),
    *"external_support_basis source".split(),
) | {
    "role_class": "class",
    "recommended_order": "order",
    "order": "position_order",
    "basis": "purpose_basis",
}
SKILL_COLUMNS = _same(
    *"code skill_set also_for competency track critical basis source order".split(),
)
RESOURCE_COLUMNS = _same(
    *"code kind category category_basis material_year sector basis source order".split(),
    *"skills prerequisites".split(),
)

# In this order: what an item points at stands before it.
TABLES = (
    Table(
        models.ProficiencyLevel,
        "catalogue",
        _same("level", "basis", "order"),
        key=("level",),
        part="levels",
    ),
    Table(
        models.PhaseDescription,
        "catalogue",
        _same("phase", "basis", "order"),
        key=("phase",),
        part="phases",
    ),
    Table(
        models.AdministrationMode,
        "catalogue",
        _same("mode", "basis", "order"),
        key=("mode",),
        part="modes",
    ),
    Table(models.Competency, "competencies", _same("code", "basis", "source", "order")),
    Table(models.Term, "terms", _same("key", "order"), key=("key",)),
    Table(models.Role, "roles", ROLE_COLUMNS, key=("slug",)),
    Table(
        models.Responsibility,
        "roles",
        _same("role", "order", "basis", "source"),
        key=("slug",),
        listed_in="responsibilities",
        parent="role",
        told_by=("role", "text_en"),
        place=("role", "order"),
    ),
    Table(
        models.RolePrerequisite,
        "roles",
        _same("role", "order", "basis", "source"),
        key=("slug",),
        listed_in="prerequisites",
        parent="role",
        told_by=("role", "text_en"),
        place=("role", "order"),
    ),
    Table(models.Skill, "skills", SKILL_COLUMNS),
    Table(
        models.SubSkill,
        "skills",
        _same("skill", "order", "basis"),
        listed_in="sub_skills",
        parent="skill",
        told_by=("skill", "name_en"),
        place=("skill", "order"),
    ),
    Table(models.LearningResource, "resources", RESOURCE_COLUMNS),
    Table(
        models.LearningPathStep,
        "learning_paths",
        _same("role", "stage", "order", "resource", "basis"),
        key=("role", "order"),
        told_by=("role", "resource", "text_en"),
        place=("role", "order"),
    ),
    Table(
        models.CostCategory,
        "cost_categories",
        _same("code", "group", "basis", "source", "order"),
    ),
    Table(
        models.PrincipleQuestion,
        "questions",
        _same("code", "group", "basis", "source", "order"),
    ),
    Table(
        models.RetentionMeasure,
        "retention",
        _same("code", "basis", "source", "order", "cost_categories"),
    ),
    Table(
        models.SkillCrosswalk,
        "crosswalk",
        _same("old", "new", "kind", "since", "source", "order"),
        key=("old", "new"),
        optional=True,
    ),
)
