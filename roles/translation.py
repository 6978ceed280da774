"""Which catalogue texts exist in several languages; English stands in where one is missing."""

from modeltranslation.translator import TranslationOptions, translator

from . import models

TRANSLATED = {
    models.Competency: ("name", "short_name"),
    models.Role: (
        "name",
        "short_name",
        "order_text",
        "purpose",
        "background",
        "dedication",
        "location",
        "employers",
        "external_support",
    ),
    models.Responsibility: ("text",),
    models.RolePrerequisite: ("text",),
    models.Skill: ("name", "level_1", "level_2", "level_3"),
    models.SubSkill: ("name",),
    models.ProficiencyLevel: ("name", "meaning"),
    models.PhaseDescription: ("name", "meaning", "focus", "actions", "support", "plan_actions"),
    models.AdministrationMode: ("name", "advantages", "drawbacks", "condition"),
    models.LearningResource: (
        "name",
        "format",
        "prerequisites_text",
        "duration",
        "good_for",
        "watch",
    ),
    models.LearningPathStep: ("text", "condition"),
    models.CostCategory: ("name", "usual_type", "drivers"),
    models.PrincipleQuestion: ("text", "advice"),
    models.RetentionMeasure: ("name", "cost_text", "care"),
    models.Term: ("term", "help"),
}

for model, names in TRANSLATED.items():
    translator.register(
        model, type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": names})
    )
