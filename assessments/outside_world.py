"""Rows of the database as what an import is read against. Five queries, whatever the file."""

from collections import defaultdict

from django.conf import settings

from assessments.outside_answers import plain
from assessments.outside_people import Person
from assessments.outside_rows import KnownSkill, World
from roles.models import ProficiencyLevel, Role, Skill


def read_world(team):
    """The members of a team, its roles, and the skills that are asked, in all languages."""
    general = level_words()
    skills, titles = {}, {}
    for section, asked in Skill.every.asked_by_role(team).items():
        for skill in asked:
            sections = frozenset(skill.sections - {None})
            own = skill.skill_set_id if skill.skill_set_id in sections else section
            words = general | sentences_of(skill)
            names = translations(skill, "name")
            skills[skill.code] = KnownSkill(skill.code, str(skill), own, sections, names, words)
    sections = {}
    for role in Role.objects.current():
        if role.skill_set_id:
            for name in [*translations(role, "name"), *translations(role, "short_name"), role.slug]:
                sections.setdefault(plain(name), role.skill_set_id)
        titles[role.pk] = str(role)
    return World(_people(team), skills, sections, titles)


def _people(team):
    return [
        Person(member.pk, member.name, _emails(member))
        for member in team.members.select_related("user").order_by("name", "pk")
    ]


def _emails(member):
    account = member.user.email if member.user else ""
    return frozenset(email.lower() for email in (account, member.email) if email)


def level_words():
    """The names and meanings of the levels in all languages, made plain."""
    return {
        plain(text): str(level.level)
        for level in ProficiencyLevel.objects.current()
        for text in (*translations(level, "name"), *translations(level, "meaning"))
    }


def sentences_of(skill):
    """The sentences of one skill's levels in all languages, without those that say two levels."""
    levels = defaultdict(set)
    for level in (1, 2, 3):
        for text in translations(skill, f"level_{level}"):
            levels[plain(text)].add(str(level))
    return {text: said.pop() for text, said in levels.items() if len(said) == 1}


def translations(item, field):
    """What a catalogue item is called, in every language in which it is called anything."""
    languages = settings.MODELTRANSLATION_LANGUAGES
    return [text for code in languages if (text := getattr(item, f"{field}_{code}"))]
