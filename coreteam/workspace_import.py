"""Bringing a team in from a workspace file: all of it or nothing (shared format, version 1)."""

import re

from django.db import transaction

from assessments.asked import freeze_imported
from assessments.models import HANDED_IN, Assessment, Rating, Round, SubRating
from plans.models import Completion, Maturity, Plan, Spending
from roles.models import (
    Assignment,
    CatalogueVersion,
    Competency,
    EndedStage,
    LearningResource,
    Member,
    Position,
    PrerequisiteAnswer,
    RetentionMeasure,
    RetentionOutlook,
    RetentionStep,
    Role,
    RolePrerequisite,
    Skill,
    SubSkill,
    Team,
    TermsOfReference,
)
from roles.models.team import EmployerType, Engagement

from .workspace_assignments import read_assignments, read_vacancy
from .workspace_checks import by_role, read_checks
from .workspace_governance import read_bodies, read_staffing_projects
from .workspace_opinions import read_consents, read_looks, read_sheet_opinions
from .workspace_origins import read_origin
from .workspace_plan import PlanReader
from .workspace_planner import read_member_learning
from .workspace_reader import LONGEST_TEXT, WorkspaceError, length, midnight, parse
from .workspace_reference import read_references
from .workspace_retention import read_retention
from .workspace_rounds import read_asked, read_links
from .workspace_running import read_maturity
from .workspace_tailoring import read_own_skills, read_switches, read_targets
from .workspace_words import read_words

LEVELS = {"0", "1", "2", "3", "na"}


@transaction.atomic
def import_workspace(content, *, replace=False):
    """Makes the team of a workspace file (bytes) and returns it.

    With `replace` a team of the same slug gets the file's content; its address, accounts and
    accesses stay. Raises WorkspaceError, and then nothing is written.
    """
    top = parse(content)
    importer = _Importer()
    team = importer.team(top.child("team"), replace)
    importer.members(top)
    importer.positions(top)
    importer.tailoring(top)
    importer.rounds(top)
    importer.learning(top)
    importer.ended_stages(top)
    importer.governance(top)
    if top.has("plan"):
        importer.plan(top.child("plan"))
    return team


class _Importer:
    """Walks the file once, in the order in which rows need each other."""

    def __init__(self):
        self.version = CatalogueVersion.objects.order_by("loaded_at").last()
        if self.version is None:
            raise WorkspaceError("", "load the catalogue first: manage.py load_catalogue")
        self.roles = {role.slug: role for role in Role.objects.all()}
        self.skills = {skill.code: skill for skill in Skill.objects.read_for(None)}
        self.sub_skills = {
            (skill, name): pk
            for pk, skill, name in SubSkill.objects.values_list("pk", "skill", "name_en")
        }
        self.sections = {
            role.slug: role
            for role in self.roles.values()
            if any(role.pk in skill.sections for skill in self.skills.values())
        }

    def team(self, place, replace):
        slug = place.text("slug", length(Team, "slug"))
        if not re.fullmatch(r"[-a-zA-Z0-9_]+", slug) or slug == "new":
            raise place.child("slug").wrong(f'"{slug}" cannot be an address')
        existing = Team.objects.filter(slug=slug).first()
        if existing and not replace:
            raise place.child("slug").wrong(
                f'there is a team "{slug}" already; --replace puts this one in its place'
            )
        values = self._team_values(place)
        self.the_team = existing or Team(slug=slug)
        self.accounts, self.assessors, self.versions = {}, {}, {}
        if existing:
            self._remember(existing)
            _empty(existing)
            existing.version += 1
        for name, value in values.items():
            setattr(self.the_team, name, value)
        self.the_team.save()
        return self.the_team

    def _remember(self, team):
        """What a file cannot hold: accounts of the same people, assessors of the same rounds."""
        members = team.members.values_list("code", "name", "user_id")
        self.accounts = {(code, name): user for code, name, user in members}
        working = team.accesses.values("user")
        for code, user in team.rounds.filter(assessors__in=working).values_list(
            "code", "assessors"
        ):
            self.assessors.setdefault(code, []).append(user)
        self.versions = dict(team.rounds.values_list("code", "catalogue_version_id"))

    def _team_values(self, place):
        texts = {
            name: place.text(name, length(Team, name), empty=False)
            for name in ("name", "country", "sector")
        }
        optional = {
            name: place.text(name, length(Team, name) or LONGEST_TEXT, default="")
            for name in ("profile", "languages", "governing_body")
        }
        language = place.language("language", length(Team, "language"))
        currency = place.text("currency")
        if not re.fullmatch(r"[A-Z]{3}", currency):
            raise place.child("currency").wrong(f'"{currency}" is not an ISO 4217 code such as USD')
        return (
            texts
            | optional
            | {
                "language": language,
                "currency": currency,
                "context": place.choice("context", Team.Context.values),
                "resource_constrained": place.boolean("resource_constrained"),
                "personal_data": place.boolean("personal_data", default=False),
                "words": read_words(place),
            }
        )

    def members(self, top):
        self.by_id, outlooks, steps, opinions = {}, [], [], []
        measures = {measure.code: measure for measure in RetentionMeasure.objects.all()}
        for place in top.items("members"):
            code = place.text("id", length(Member, "code"), empty=False)
            place.child("id").refuse_second(self.by_id, code)
            self.by_id[code] = self._member(place, code)
            outlook, own_steps = read_retention(place, self.by_id[code], measures)
            outlooks += [outlook] if outlook else []
            steps += own_steps
            opinions += read_consents(place, self.by_id[code])
            opinions += read_looks(place, self.by_id[code])
        Member.objects.bulk_create(self.by_id.values())
        RetentionOutlook.objects.bulk_create(outlooks)
        RetentionStep.objects.bulk_create(steps)
        for opinion in opinions:
            opinion.save()

    def _member(self, place, code):
        name = place.text("name", length(Member, "name"), empty=False)
        return Member(
            team=self.the_team,
            code=code,
            name=name,
            kind=place.choice("kind", Member.Kind.values),
            employer=place.text("employer", length(Member, "employer"), default=""),
            employer_type=place.choice("employer_type", EmployerType.values),
            engagement=place.choice("engagement", Engagement.values),
            contract_end=place.date("contract_end", default=None),
            in_country=place.boolean("in_country"),
            background=place.text("background", default=""),
            email=place.email("email"),
            user_id=self.accounts.get((code, name)),
        )

    def positions(self, top):
        rows, assignments, references, checks = {}, [], [], []
        prerequisites = by_role(RolePrerequisite.objects.all())
        for place in top.items("positions"):
            code = place.text("id", length(Position, "code"), empty=False)
            place.child("id").refuse_second(rows, code)
            rows[code] = self._position(place, code)
            assignments += read_assignments(place, rows[code], self.by_id)
            references += read_references(place, rows[code])
            checks += read_checks(place, rows[code], self.by_id, prerequisites)
        Position.objects.bulk_create(rows.values())
        Assignment.objects.bulk_create(assignments)
        TermsOfReference.objects.bulk_create(references)
        PrerequisiteAnswer.objects.bulk_create(checks)
        self.positions_by_code = rows

    def _position(self, place, code):
        vacancy, fte = read_vacancy(place), place.decimal("fte", 1, 2)
        if not fte and vacancy not in (Position.Vacancy.PLANNED, Position.Vacancy.CLOSED):
            raise place.child("fte").wrong("only a planned position has a share of 0")
        return Position(
            team=self.the_team,
            code=code,
            role=place.known("role", self.roles, "role"),
            fte=fte,
            vacancy=vacancy,
            funding=place.choice("funding", Position.Funding.values),
            local_title=place.text("local_title", length(Position, "local_title"), default=""),
            note=place.text("note", default=""),
            recruit_by=place.date("recruit_by", default=None),
            payer=place.text("payer", length(Position, "payer"), default=""),
            senior=place.boolean("senior", default=None),
        )

    def tailoring(self, top):
        """What the team decided of skills; sheets and plan may name its own ones."""
        if not top.has("tailoring"):
            return
        place, team = top.child("tailoring"), self.the_team
        competencies = {one.code: one for one in Competency.objects.all()}
        self.skills |= read_own_skills(place, team, self.sections, competencies)
        read_switches(place, team, self.skills)
        read_targets(place, team, self.skills, self.roles, self.positions_by_code)

    def rounds(self, top):
        self.sheets = {}
        codes = set()
        for place in top.items("rounds"):
            code = place.text("id", length(Round, "code"), empty=False)
            place.child("id").refuse_second(codes, code)
            codes.add(code)
            self._round(place, code)
        read_links(top, self.the_team.rounds.all(), self.sheets)
        freeze_imported(self.the_team)

    def _round(self, place, code):
        opened, closed = place.date("opened"), place.date("closed", default=None)
        closes = place.date("closes", default=None)
        if opened is None:
            raise place.child("opened").wrong("a round has the date it was opened")
        for name, date in (("closed", closed), ("closes", closes)):
            if date and date < opened:
                raise place.child(name).wrong("lies before the day the round was opened")
        the_round = Round.objects.create(
            team=self.the_team,
            code=code,
            title=place.text("title", length(Round, "title"), empty=False),
            mode=place.choice("mode", Round.Mode.values),
            baseline=place.boolean("baseline"),
            opened=opened,
            closes=closes,
            closed=closed,
            purpose=place.text("purpose", default=""),
            catalogue_version_id=self.versions.get(code, self.version.pk),
            asked=read_asked(place, closed, self.sections, self.skills),
        )
        the_round.assessors.set(self.assessors.get(code, []))
        for sheet in place.items("assessments"):
            self._sheet(sheet, the_round)

    def _sheet(self, place, the_round):
        member = place.known("member", self.by_id, "member")
        section = place.known("section", self.sections, "rated role")
        key = (the_round.code, member.code, section.slug)
        if key in self.sheets:
            raise place.wrong(f"a second sheet of {member.code} for {section.slug}")
        usual = Assessment.State.DRAFT if the_round.is_open else Assessment.State.SUBMITTED
        state = place.choice("state", Assessment.State.values, default=usual)
        day = the_round.closed or the_round.opened
        sheet = Assessment.objects.create(
            round=the_round,
            member=member,
            section=section,
            state=state,
            submitted_at=midnight(day) if state in HANDED_IN else None,
        )
        self.sheets[key] = sheet
        reader = self._answers if place.has("answers") else self._levels
        Rating.objects.bulk_create(reader(place, sheet))
        if place.has("answers"):
            SubRating.objects.bulk_create(self._parts(place, sheet))
        for opinion in read_sheet_opinions(place, sheet):
            opinion.save()

    def _levels(self, place, sheet):
        """The counting levels: the member's own if self-administered, else the assessor's."""
        whose = usual_whose(sheet.round)
        for code, entry in place.entries("levels"):
            skill = entry.skill(code, self.skills, sheet.section)
            yield self._rating(sheet, skill, whose, _level(entry), "")

    def _answers(self, place, sheet):
        """The fuller list that our own exports carry: whose level, and the comment."""
        seen = set()
        for entry in place.items("answers"):
            code = entry.text("skill", 20)
            skill = entry.child("skill").skill(code, self.skills, sheet.section)
            whose = entry.choice("whose", Rating.Whose.values)
            entry.child("skill").refuse_second(seen, (skill.code, whose))
            seen.add((skill.code, whose))
            level = _level(entry.child("level")) if entry.has("level") else None
            comment = entry.text("comment", default="")
            evidence = entry.text("evidence", length(Rating, "evidence"), default="")
            if level is not None or comment or evidence:
                origin = read_origin(entry)
                yield self._rating(sheet, skill, whose, level, comment, evidence, **origin)
            elif not entry.has("parts"):
                raise entry.wrong("holds neither a level nor a comment")

    def _parts(self, place, sheet):
        """The levels of sub-skills that answers carry, by the English names of these."""
        for entry in place.items("answers"):
            seen = set()
            skill = self.skills[entry.text("skill", 20)]
            for part in entry.items("parts", required=False):
                name = part.text("name", length(SubSkill, "name"))
                part.child("name").refuse_second(seen, name)
                seen.add(name)
                key = self.sub_skills.get((skill.pk, name))
                if key is None:
                    raise part.child("name").wrong(f"no sub-skill of {skill.code}")
                level = part.integer("level", 0, 3)
                whose = entry.value["whose"]
                yield SubRating(assessment=sheet, sub_skill_id=key, whose=whose, level=level)

    def _rating(self, sheet, skill, whose, level, comment, evidence="", **origin):
        return Rating(
            assessment=sheet,
            skill=skill,
            whose=whose,
            level=None if level == "na" else level,
            not_applicable=level == "na",
            comment=comment,
            evidence=evidence,
            rated_at=sheet.submitted_at or midnight(sheet.round.opened),
            **origin,
        )

    def ended_stages(self, top):
        stages = {
            place.value: place
            for place in top.items("ended_stages", required=False)
            if _is_known_stage(place)
        }
        EndedStage.objects.bulk_create(
            EndedStage(team=self.the_team, stage=stage) for stage in stages
        )

    def governance(self, top):
        read_bodies(top, self.the_team)
        read_maturity(top, self.the_team)
        read_staffing_projects(top, self.the_team, self.roles, self.by_id)

    def learning(self, top):
        self.resources = {row.code: row for row in LearningResource.objects.all()}
        read_member_learning(top, self.by_id, self.skills, self.resources)

    def plan(self, place):
        PlanReader(self.by_id, self.skills, self.sheets, self.resources).read(place, self.the_team)


def usual_whose(the_round):
    """Whose level the format's `levels` are: a round's mode says who entered them."""
    return Rating.Whose.ASSESSOR if the_round.is_guided else Rating.Whose.SELF


def _level(place):
    value = place.value
    if isinstance(value, bool) or str(value) not in LEVELS or not isinstance(value, int | str):
        raise place.wrong('expected 0, 1, 2, 3 or "na"')
    if isinstance(value, str) and value != "na":
        raise place.wrong('expected 0, 1, 2, 3 or "na"')
    return value


def _is_known_stage(place):
    if isinstance(place.value, bool) or place.value not in EndedStage.Stage.values:
        raise place.wrong("expected 3, 5 or 7")
    return True


def _empty(team):
    """Takes everything out of a team that a file will fill again; accesses stay."""
    # Deleting by hand stops at these two, so that nobody loses them unawares.
    Spending.objects.filter(line__activity__plan__team=team).delete()
    Completion.objects.filter(activity__plan__team=team).delete()
    Plan.objects.filter(team=team).delete()
    team.rounds.all().delete()
    team.staffing_projects.all().delete()
    team.bodies.all().delete()
    Maturity.objects.filter(team=team).delete()
    team.positions.all().delete()
    team.members.all().delete()
    team.ended_stages.all().delete()
    team.skill_switches.all().delete()
    team.target_levels.all().delete()
    team.own_skills.all().delete()
