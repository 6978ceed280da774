"""Skills that two roles of a member share: asked once in a round, counted in both sheets."""

from collections import defaultdict

from assessments.models import WRITABLE, Assessment, Rating, SubRating
from roles.models import Skill


def asked_elsewhere(assessment, skills):
    """Which of the skills are asked in an earlier draft of the same member, as that sheet by key.

    The skills come from SkillQuerySet.read_for. One query.
    """
    earlier = list(
        _drafts_beside(assessment)
        .filter(pk__lt=assessment.pk)
        .select_related("section", "round__team")
        .order_by("pk")
    )
    return {
        skill.pk: sheet
        for skill in skills
        for sheet in reversed(earlier)
        if sheet.section_id in skill.sections
    }


def sheets_that_share(sheets, skills):
    """Keys of the sheets in which each skill counts, by key of the skill. One query.

    None is needed, and nothing shared, where there is one sheet only.
    """
    if len(sheets) < 2:
        return {}
    sections = defaultdict(set)
    rows = Skill.every.filter(pk__in=[skill.pk for skill in skills])
    for pk, *own in rows.values_list("pk", "skill_set", "also_for"):
        sections[pk].update(own)
    return {
        pk: [sheet.pk for sheet in sheets if sheet.section_id in own]
        for pk, own in sections.items()
    }


def copy_shared_answers(assessment):
    """Give a new sheet what its member answered in this round in another role. Five queries."""
    shared = Skill.every.of_sections([assessment.section_id]).values("pk")
    beside = {"assessment__round": assessment.round_id, "assessment__member": assessment.member_id}
    ratings, parts = {}, {}
    for rating in Rating.objects.filter(**beside, skill__in=shared).order_by("rated_at", "pk"):
        rating.pk, rating.assessment = None, assessment
        ratings[rating.skill_id, rating.whose] = rating
    for part in SubRating.objects.filter(**beside, sub_skill__skill__in=shared).order_by("pk"):
        part.pk, part.assessment = None, assessment
        parts[part.sub_skill_id, part.whose] = part
    Rating.objects.bulk_create(ratings.values())
    SubRating.objects.bulk_create(parts.values())


def _drafts_beside(assessment):
    return Assessment.objects.filter(
        round=assessment.round_id, member=assessment.member_id, state__in=WRITABLE
    )
