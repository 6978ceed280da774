"""Bringing a team in from a workspace file: all of it or nothing (shared format, version 1)."""

import datetime
import re
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, Rating, Round
from plans.models import (
    Activity,
    ActivityGap,
    ChecklistAnswer,
    CostLine,
    Funding,
    FundingSource,
    Plan,
)
from roles.models import (
    Assignment,
    CatalogueVersion,
    CostCategory,
    EndedStage,
    Member,
    Position,
    PrincipleQuestion,
    Role,
    Skill,
    Team,
)
from roles.models.team import EmployerType, Engagement

from .workspace_assignments import read_assignments, read_vacancy
from .workspace_reader import WorkspaceError, parse

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
    importer.rounds(top)
    importer.ended_stages(top)
    if top.has("plan"):
        importer.plan(top.child("plan"))
    return team


def _length(model, field):
    return model._meta.get_field(field).max_length


def _unique(seen, place, code):
    if code in seen:
        raise place.wrong(f'"{code}" stands twice in the file')


class _Importer:
    """Walks the file once, in the order in which rows need each other."""

    def __init__(self):
        self.version = CatalogueVersion.objects.order_by("loaded_at").last()
        if self.version is None:
            raise WorkspaceError("", "load the catalogue first: manage.py load_catalogue")
        self.roles = {role.slug: role for role in Role.objects.all()}
        self.skills = {skill.code: skill for skill in Skill.objects.all()}
        self.sections = {
            role.slug: role
            for role in self.roles.values()
            if any(skill.skill_set_id == role.pk for skill in self.skills.values())
        }

    def team(self, place, replace):
        slug = place.text("slug", _length(Team, "slug"))
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
            name: place.text(name, _length(Team, name), empty=False)
            for name in ("name", "country", "sector")
        }
        optional = {
            name: place.text(name, _length(Team, name) or 10_000, default="")
            for name in ("profile", "languages", "governing_body")
        }
        language = place.text("language", _length(Team, "language"))
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", language):
            raise place.child("language").wrong(f'"{language}" is not a language code such as fr')
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
            }
        )

    def members(self, top):
        self.by_id = {}
        for place in top.items("members"):
            code = place.text("id", _length(Member, "code"), empty=False)
            _unique(self.by_id, place.child("id"), code)
            self.by_id[code] = Member(
                team=self.the_team,
                code=code,
                name=place.text("name", _length(Member, "name"), empty=False),
                kind=place.choice("kind", Member.Kind.values),
                employer=place.text("employer", _length(Member, "employer"), default=""),
                employer_type=place.choice("employer_type", EmployerType.values),
                engagement=place.choice("engagement", Engagement.values),
                contract_end=place.date("contract_end", default=None),
                in_country=place.boolean("in_country"),
                background=place.text("background", default=""),
            )
        for code, member in self.by_id.items():
            member.user_id = self.accounts.get((code, member.name))
        Member.objects.bulk_create(self.by_id.values())

    def _member_or_none(self, place, key):
        if not place.has(key):
            return None
        return place.known(key, self.by_id, "member")

    def positions(self, top):
        rows, assignments = {}, []
        for place in top.items("positions"):
            code = place.text("id", _length(Position, "code"), empty=False)
            _unique(rows, place.child("id"), code)
            rows[code] = self._position(place, code)
            assignments += read_assignments(place, rows[code], self.by_id)
        Position.objects.bulk_create(rows.values())
        Assignment.objects.bulk_create(assignments)

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
            local_title=place.text("local_title", _length(Position, "local_title"), default=""),
            note=place.text("note", default=""),
            recruit_by=place.date("recruit_by", default=None),
            payer=place.text("payer", _length(Position, "payer"), default=""),
        )

    def rounds(self, top):
        self.sheets = {}
        codes = set()
        for place in top.items("rounds"):
            code = place.text("id", _length(Round, "code"), empty=False)
            _unique(codes, place.child("id"), code)
            codes.add(code)
            self._round(place, code)

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
            title=place.text("title", _length(Round, "title"), empty=False),
            mode=place.choice("mode", Round.Mode.values),
            baseline=place.boolean("baseline"),
            opened=opened,
            closes=closes,
            closed=closed,
            purpose=place.text("purpose", default=""),
            catalogue_version_id=self.versions.get(code, self.version.pk),
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
            submitted_at=_midnight(day) if state == Assessment.State.SUBMITTED else None,
        )
        self.sheets[key] = sheet
        reader = self._answers if place.has("answers") else self._levels
        Rating.objects.bulk_create(reader(place, sheet))

    def _levels(self, place, sheet):
        """The counting levels: the member's own if self-administered, else the assessor's."""
        whose = usual_whose(sheet.round)
        for code, entry in place.entries("levels"):
            skill = self._skill_of(entry, code, sheet.section)
            yield self._rating(sheet, skill, whose, _level(entry), "")

    def _answers(self, place, sheet):
        """The fuller list that our own exports carry: whose level, and the comment."""
        seen = set()
        for entry in place.items("answers"):
            skill = self._skill_of(entry.child("skill"), entry.text("skill", 20), sheet.section)
            whose = entry.choice("whose", Rating.Whose.values)
            _unique(seen, entry.child("skill"), (skill.code, whose))
            seen.add((skill.code, whose))
            level = _level(entry.child("level")) if entry.has("level") else None
            comment = entry.text("comment", default="")
            if level is None and not comment:
                raise entry.wrong("holds neither a level nor a comment")
            yield self._rating(sheet, skill, whose, level, comment)

    def _rating(self, sheet, skill, whose, level, comment):
        return Rating(
            assessment=sheet,
            skill=skill,
            whose=whose,
            level=None if level == "na" else level,
            not_applicable=level == "na",
            comment=comment,
            rated_at=sheet.submitted_at or _midnight(sheet.round.opened),
        )

    def _skill_of(self, place, code, section):
        if code not in self.skills:
            raise place.wrong(f'no skill "{code}" in the catalogue')
        skill = self.skills[code]
        if skill.skill_set_id != section.pk:
            raise place.wrong(f'"{code}" is not a skill of {section.slug}')
        return skill

    def ended_stages(self, top):
        stages = {
            place.value: place
            for place in top.items("ended_stages", required=False)
            if _is_known_stage(place)
        }
        EndedStage.objects.bulk_create(
            EndedStage(team=self.the_team, stage=stage) for stage in stages
        )

    def plan(self, place):
        start = place.integer("start_year", 2000, 2100)
        end = place.integer("end_year", 2000, 2100)
        if not start <= end <= start + 9:
            raise place.child("end_year").wrong("a plan covers one to ten years")
        self.the_plan = Plan.objects.create(
            team=self.the_team,
            title=place.text("title", _length(Plan, "title"), empty=False),
            start_year=start,
            end_year=end,
        )
        self._sources(place)
        self.categories = {row.code: row for row in CostCategory.objects.all()}
        codes = set()
        for activity in place.items("activities"):
            code = activity.text("id", _length(Activity, "code"), empty=False)
            _unique(codes, activity.child("id"), code)
            codes.add(code)
            self._activity(activity, code)
        self._checklist(place)

    def _sources(self, place):
        self.sources = {}
        for source in place.items("funding_sources"):
            name = source.text("name", _length(FundingSource, "name"), empty=False)
            _unique(self.sources, source.child("name"), name)
            self.sources[name] = FundingSource(
                plan=self.the_plan, name=name, type=source.choice("type", FundingSource.Type.values)
            )
        FundingSource.objects.bulk_create(self.sources.values())

    def _activity(self, place, code):
        start, end = place.date("start"), place.date("end")
        if (start is None) != (end is None):
            raise place.wrong("has one date only; give both or neither")
        if start and end < start:
            raise place.child("end").wrong("lies before the start")
        activity = Activity.objects.create(
            plan=self.the_plan,
            code=code,
            title=place.text("title", _length(Activity, "title"), empty=False),
            kind=place.choice("kind", Activity.Kind.values),
            audience=place.text("audience", _length(Activity, "audience"), default=""),
            start=start,
            end=end,
            owner=self._member_or_none(place, "owner"),
            status=place.choice("status", Activity.Status.values, default="planned"),
        )
        self._link(place, "participants", activity, self.by_id, "member")
        self._link(place, "skills", activity, self.skills, "skill", " in the catalogue")
        for gap in place.items("gaps", required=False):
            self._gap(gap, activity)
        for line in place.items("cost_lines"):
            self._line(line, activity)

    def _link(self, place, name, activity, rows, what, where=""):
        """Many-to-many rows in the order of the file."""
        through = getattr(Activity, name).through
        chosen = {}
        for item in place.items(name):
            code = item.as_text()
            if code not in rows:
                raise item.wrong(f'no {what} "{code}"{where}')
            _unique(chosen, item, code)
            chosen[code] = rows[code]
        target = f"{Activity._meta.get_field(name).m2m_reverse_field_name()}_id"
        through.objects.bulk_create(
            through(activity_id=activity.pk, **{target: row.pk}) for row in chosen.values()
        )

    def _gap(self, place, activity):
        key = (place.text("round"), place.text("member"), place.text("section"))
        if key not in self.sheets:
            raise place.wrong("no such sheet in the file")
        sheet = self.sheets[key]
        level = place.integer("level", 0, 2)
        ActivityGap.objects.create(
            activity=activity,
            assessment=sheet,
            skill=self._skill_of(place.child("skill"), place.text("skill"), sheet.section),
            level=level,
            target=place.integer("target", level + 1, 3),
        )

    def _line(self, place, activity):
        line = CostLine.objects.create(
            activity=activity,
            category=place.known("category", self.categories, "cost category"),
            recurrence=place.choice("recurrence", CostLine.Recurrence.values),
            description=place.text("description", _length(CostLine, "description"), default=""),
            quantity=place.decimal("quantity", 10**8, 3),
            unit_cost=place.decimal("unit_cost", 10**12, 3),
        )
        fundings = [self._funding(item, line) for item in place.items("funding")]
        whole = sum((funding.percent for funding in fundings), Decimal())
        if whole != 100:
            raise place.child("funding").wrong(f"the shares add up to {whole:f}, not to 100")
        Funding.objects.bulk_create(fundings)

    def _funding(self, place, line):
        name = place.text("source", default="")
        percent = place.decimal("percent", 100, 3)
        if not percent:
            raise place.child("percent").wrong("a share is above 0")
        return Funding(
            line=line,
            source=place.known("source", self.sources, "funding source") if name else None,
            status=place.choice("status", Funding.Status.values),
            percent=percent,
        )

    def _checklist(self, place):
        questions = {row.code: row for row in PrincipleQuestion.objects.all()}
        answers = {}
        for item in place.items("checklist"):
            question = item.known("question", questions, "question")
            _unique(answers, item.child("question"), question.code)
            answers[question.code] = ChecklistAnswer(
                plan=self.the_plan,
                question=question,
                answer=item.choice("answer", ChecklistAnswer.Answer.values),
                note=item.text("note", default=""),
            )
        ChecklistAnswer.objects.bulk_create(answers.values())


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


def _midnight(day):
    moment = datetime.datetime.combine(day, datetime.time())
    return timezone.make_aware(moment, timezone.get_default_timezone())


def _empty(team):
    """Takes everything out of a team that a file will fill again; accesses stay."""
    Plan.objects.filter(team=team).delete()
    team.rounds.all().delete()
    team.positions.all().delete()
    team.members.all().delete()
    team.ended_stages.all().delete()
