"""Brings the database in line with the files in roles/catalogue/.

The files are the guide in data: one YAML list a file, each item with a stable code. A folder
named after a language (fr/, pt/ …) may hold files of the same names with translated texts.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from roles import models
from roles.translation import TRANSLATED

FOLDER = Path(__file__).parent / "catalogue"
THRESHOLDS = (
    "min_rated_percent",
    "proficient_from",
    "expert_from",
    "independent_level",
    "default_target",
    "critical_target",
    "horizon_months",
)


@dataclass
class Changes:
    version: str
    added: int = 0
    changed: int = 0
    retired: int = 0


def read(name, folder=FOLDER):
    """The content of a catalogue file; an empty list when a language does not have it."""
    path = folder / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []


@transaction.atomic
def load_catalogue(folder=FOLDER):
    """Loads every file and returns the Changes. Raises KeyError for a code that leads nowhere."""
    general = read("catalogue", folder)
    with translation.override("en"):
        loader = _Loader(folder, Changes(version=general["version"]))
        loader.load_scale(general)
        loader.load_roles()
        loader.load_skills()
        loader.load_learning()
        loader.load_money_and_questions()
    version, is_new = models.CatalogueVersion.objects.get_or_create(
        code=general["version"],
        defaults={"loaded_at": timezone.now()} | {name: general[name] for name in THRESHOLDS},
    )
    if not is_new and models.CatalogueVersion.objects.latest() != version:
        models.CatalogueVersion.objects.filter(pk=version.pk).update(loaded_at=timezone.now())
    return loader.changes


class _Loader:
    def __init__(self, folder, changes):
        self.folder = folder
        self.changes = changes

    def sync(self, model, key, rows):
        """Creates, changes and retires rows of a model. `key` names its natural key, one or more
        fields. Returns the rows by key."""
        key = (key,) if isinstance(key, str) else key
        existing = {
            tuple(getattr(row, f"{name}_id", getattr(row, name)) for name in key): row
            for row in model._default_manager.order_by("pk")
        }
        wanted = {tuple(_plain(values[name]) for name in key): values for values in rows}
        names = sorted({name for values in rows for name in values} | {"retired_at"})
        to_create, to_update = [], []
        for row_key, values in wanted.items():
            row = existing.get(row_key)
            if row is None:
                to_create.append(model(**values))
            elif _apply(row, values | {"retired_at": None}):
                to_update.append(row)
        gone = [
            row for row_key, row in existing.items() if row_key not in wanted and not row.retired_at
        ]
        for row in gone:
            row.retired_at = timezone.now()
        model._default_manager.bulk_create(to_create)
        model._default_manager.bulk_update(to_update + gone, names, batch_size=100)
        self.changes.added += len(to_create)
        self.changes.changed += len(to_update)
        self.changes.retired += len(gone)
        only = key[0]
        return {getattr(row, only): row for row in model._default_manager.all()}

    def texts(self, model, name, key, item):
        """The English texts of an item and its translations, as the columns of the model."""
        fields = TRANSLATED[model]
        columns = {f"{field}_en": item.get(field) or "" for field in fields}
        for language, _label in settings.LANGUAGES:
            if language == "en":
                continue
            texts = self._translations(name, language, key).get(_key_of(item, key), {})
            columns |= {f"{field}_{language}": texts.get(field) for field in fields}
        return columns

    def _translations(self, name, language, key):
        cache = self.__dict__.setdefault("_read", {})
        if (name, language) not in cache:
            cache[name, language] = {
                _key_of(item, key): _with_levels(item)
                for item in read(name, self.folder / language) or []
            }
        return cache[name, language]

    def load_scale(self, general):
        parts = (
            ("levels", models.ProficiencyLevel, "level"),
            ("phases", models.PhaseDescription, "phase"),
            ("modes", models.AdministrationMode, "mode"),
        )
        for part, model, key in parts:
            self.sync(
                model,
                key,
                [
                    {key: item[key], "basis": item["basis"], "order": place}
                    | self.texts(model, part, key, item)
                    for place, item in enumerate(general[part])
                ],
            )
        self.competencies = self.sync(
            models.Competency,
            "code",
            [
                _only(item, "code", "basis", "source", "order")
                | self.texts(models.Competency, "competencies", "code", item)
                for item in read("competencies", self.folder)
            ],
        )
        self.sync(
            models.Term,
            "key",
            [
                {"key": item["key"], "order": place} | self.texts(models.Term, "terms", "key", item)
                for place, item in enumerate(read("terms", self.folder))
            ],
        )

    def load_roles(self):
        items = read("roles", self.folder)
        plain = (
            "slug is_family required background_basis background_source dedication_basis full_time "
            "location_basis location_rule employers_basis external_support_basis source"
        ).split()
        self.roles = self.sync(
            models.Role,
            "slug",
            [
                {name: item.get(name, "") for name in plain}
                | {
                    "role_class": item["class"],
                    "recommended_order": item["order"],
                    "order": item["position_order"],
                    "basis": item["purpose_basis"],
                }
                | self.texts(models.Role, "roles", "slug", item)
                for item in items
            ],
        )
        self._link_roles(items)
        self.sync(
            models.Responsibility,
            ("role", "order"),
            [
                {
                    "role": self.roles[item["slug"]],
                    "order": place,
                    "basis": duty["basis"],
                    "source": duty.get("source", ""),
                    "text_en": duty["text"],
                }
                | self._translated_list("roles", "slug", item, "responsibilities", "text", place)
                for item in items
                for place, duty in enumerate(item["responsibilities"], start=1)
            ],
        )

    def _link_roles(self, items):
        """Family and skill set point at other roles, so they come once all roles are there."""
        changed = []
        for item in items:
            links = {
                name: self.roles[item[name]] if item[name] else None
                for name in ("family", "skill_set")
            }
            if _apply(self.roles[item["slug"]], links):
                changed.append(self.roles[item["slug"]])
        models.Role.objects.bulk_update(changed, ["family", "skill_set"])

    def _translated_list(self, name, key, item, part, field, place):
        """Texts of the nth item of a list inside a translated item, where it has one."""
        columns = {}
        for language, _label in settings.LANGUAGES:
            if language != "en":
                texts = self._translations(name, language, key).get(_key_of(item, key), {})
                listed = texts.get(part) or []
                columns[f"{field}_{language}"] = listed[place - 1] if len(listed) >= place else None
        return columns

    def load_skills(self):
        items = [_with_levels(item) for item in read("skills", self.folder)]
        self.skills = self.sync(
            models.Skill,
            "code",
            [
                _only(item, "code", "critical", "basis", "source")
                | {
                    "skill_set": self.roles[item["skill_set"]],
                    "competency": self.competencies[item["competency"]],
                    "track": item["track"] or "",
                    "order": place,
                }
                | self.texts(models.Skill, "skills", "code", item)
                for place, item in enumerate(items)
            ],
        )
        self.sync(
            models.SubSkill,
            ("skill", "order"),
            [
                {
                    "skill": self.skills[item["code"]],
                    "order": place,
                    "basis": item["basis"],
                    "name_en": name,
                }
                | self._translated_list("skills", "code", item, "sub_skills", "name", place)
                for item in items
                for place, name in enumerate(item["sub_skills"], start=1)
            ],
        )

    def load_learning(self):
        items = read("resources", self.folder)
        resources = self.sync(
            models.LearningResource,
            "code",
            [
                _only(
                    item,
                    "code",
                    "kind",
                    "category",
                    "category_basis",
                    "material_year",
                    "basis",
                    "source",
                )
                | {"order": place}
                | self.texts(models.LearningResource, "resources", "code", item)
                for place, item in enumerate(items)
            ],
        )
        self._link_many(models.LearningResource, "skills", resources, self.skills, items)
        self._link_many(models.LearningResource, "prerequisites", resources, resources, items)
        self.sync(
            models.LearningPathStep,
            ("role", "order"),
            [
                _only(item, "stage", "order", "basis")
                | {
                    "role": self.roles[item["role"]],
                    "resource": resources[item["resource"]] if item["resource"] else None,
                }
                | self.texts(models.LearningPathStep, "learning_paths", ("role", "order"), item)
                for item in read("learning_paths", self.folder)
            ],
        )

    def _link_many(self, model, name, rows, targets, items):
        """Many-to-many links as the files have them: missing ones added, others taken away."""
        through = getattr(model, name).through
        source, target = [field.attname for field in through._meta.fields if field.is_relation]
        wanted = {
            (rows[item["code"]].pk, targets[code].pk) for item in items for code in item[name]
        }
        stored = {
            (getattr(link, source), getattr(link, target)): link for link in through.objects.all()
        }
        through.objects.filter(
            pk__in=[link.pk for pair, link in stored.items() if pair not in wanted]
        ).delete()
        through.objects.bulk_create(
            through(**{source: pair[0], target: pair[1]}) for pair in sorted(wanted - set(stored))
        )

    def load_money_and_questions(self):
        categories = self.sync(
            models.CostCategory,
            "code",
            [
                _only(item, "code", "group", "basis", "source", "order")
                | self.texts(models.CostCategory, "cost_categories", "code", item)
                for item in read("cost_categories", self.folder)
            ],
        )
        self.sync(
            models.PrincipleQuestion,
            "code",
            [
                _only(item, "code", "group", "basis", "source")
                | {"order": place}
                | self.texts(models.PrincipleQuestion, "questions", "code", item)
                for place, item in enumerate(read("questions", self.folder))
            ],
        )
        items = read("retention", self.folder)
        measures = self.sync(
            models.RetentionMeasure,
            "code",
            [
                _only(item, "code", "basis", "source")
                | {"order": place}
                | self.texts(models.RetentionMeasure, "retention", "code", item)
                for place, item in enumerate(items)
            ],
        )
        self._link_many(models.RetentionMeasure, "cost_categories", measures, categories, items)


def _only(item, *names):
    return {name: item[name] for name in names}


def _key_of(item, key):
    return item[key] if isinstance(key, str) else tuple(item[name] for name in key)


def _plain(value):
    return getattr(value, "pk", value)


def _with_levels(item):
    """Level texts stand under `levels: {1: …}` in the files and in columns in the model."""
    levels = item.get("levels") or {}
    return item | {f"level_{number}": levels.get(number, "") for number in (1, 2, 3)}


def _apply(row, values):
    """Sets what differs; True when something did."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)
