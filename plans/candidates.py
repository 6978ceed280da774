"""What could be done about gaps: courses, a colleague who mentors, a mentor from outside.

Pure: no ORM. Sources: guide 3.2 (prerequisites), 3.4 (which course addresses which skill), 3.5
(mentorship). Ours: what an activity is expected to close, one level for each skill and person; a
course leads to level 2 at most, because leading (3) is learnt in practice.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

INDEPENDENT, LEADS = 2, 3
MOST_SKILLS_OF_A_MENTOR = 3
# Seen online only, without travel (guide 3.2).
ONLINE = frozenset({"AC-01", "AC-02", "AC-03"})


class Way(StrEnum):
    COURSE = "course"
    ONLINE = "online"
    COLLEAGUE = "colleague"
    OUTSIDE = "outside"


DAYS = {Way.COURSE: 5, Way.ONLINE: 5, Way.COLLEAGUE: 6, Way.OUTSIDE: 12}
"""Working days of one person (of a colleague who mentors too, for each person): assumptions."""


class Met(StrEnum):
    """How a prerequisite stands for a person."""

    DONE = "done"
    LEVEL = "level"  # stands at 2 or more in every rated skill that it addresses
    PLANNED = "planned"
    MISSING = "missing"


@dataclass(frozen=True)
class Lack:
    """A gap of one person; `weight`: points of one level (priority divided by the gap)."""

    person: str
    section: str
    skill: str
    level: int
    target: int
    weight: int


@dataclass(frozen=True)
class Course:
    code: str
    skills: frozenset[str]
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Learners:
    """What is known of the people: levels by skill, and the courses done or planned."""

    levels: Mapping[str, Mapping[str, int]]
    done: Mapping[str, Collection[str]] = field(default_factory=dict)
    planned: Mapping[str, Collection[str]] = field(default_factory=dict)

    def met(self, person: str, course: Course) -> Met:
        if course.code in self.done.get(person, ()):
            return Met.DONE
        own = self.levels.get(person, {})
        rated = [own[skill] for skill in course.skills if skill in own]
        if rated and min(rated) >= INDEPENDENT:
            return Met.LEVEL
        return Met.PLANNED if course.code in self.planned.get(person, ()) else Met.MISSING


@dataclass(frozen=True)
class Candidate:
    """Something that could be done; `closes`: by person the skills in which it lifts one level.

    `asks`: by person how each prerequisite stands. `mentor` is a person of the team. `leads_to`:
    the highest level that it can bring.
    """

    key: str
    way: Way
    closes: Mapping[str, tuple[str, ...]]
    course: str = ""
    mentor: str = ""
    section: str = ""
    asks: Mapping[str, Mapping[str, Met]] = field(default_factory=dict)
    leads_to: int = LEADS

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(self.closes)

    @property
    def skills(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(skill for skills in self.closes.values() for skill in skills))

    def missing(self, person: str) -> tuple[str, ...]:
        """The courses that the person needs before."""
        asked = self.asks.get(person, {})
        return tuple(code for code, met in asked.items() if met == Met.MISSING)


def candidates(
    lacks: Iterable[Lack], courses: Sequence[Course], learners: Learners
) -> list[Candidate]:
    """Return all that could be done about these gaps: courses, colleagues, mentors from outside.

    Courses that are missing before another one are among them, also where they close nothing.
    """
    lacks = sorted(lacks, key=lambda lack: -lack.weight)
    found = _courses(lacks, courses, learners)
    return [*found, *_colleagues(lacks, learners), *_outside(lacks)]


def _courses(lacks, courses, learners) -> list[Candidate]:
    by_code = {course.code: course for course in courses}
    closes = {course.code: _lifted(course, lacks, learners) for course in courses}
    waiting = [(code, person) for code, people in closes.items() for person in people]
    while waiting:
        code, person = waiting.pop()
        for asked in by_code[code].asks:
            is_known = asked in by_code and person not in closes[asked]
            if is_known and learners.met(person, by_code[asked]) == Met.MISSING:
                closes[asked][person] = ()
                waiting.append((asked, person))
    return [
        _course(course, closes[course.code], by_code, learners)
        for course in courses
        if closes[course.code]
    ]


def _lifted(course, lacks, learners) -> dict[str, tuple[str, ...]]:
    found = defaultdict(tuple)
    for lack in lacks:
        taken = {*learners.done.get(lack.person, ()), *learners.planned.get(lack.person, ())}
        if lack.skill in course.skills and lack.level < INDEPENDENT and course.code not in taken:
            found[lack.person] += (lack.skill,)
    return dict(found)


def _course(course, closes, by_code, learners) -> Candidate:
    asked = [by_code[code] for code in course.asks if code in by_code]
    return Candidate(
        key=course.code,
        way=Way.ONLINE if course.code in ONLINE else Way.COURSE,
        closes=closes,
        course=course.code,
        asks={one: {c.code: learners.met(one, c) for c in asked} for one in closes},
        leads_to=INDEPENDENT,
    )


def _colleagues(lacks, learners) -> Iterable[Candidate]:
    """For each skill the colleague who stands highest mentors whoever stands lower."""
    by_skill = defaultdict(list)
    for lack in lacks:
        by_skill[lack.skill].append(lack)
    for skill, found in by_skill.items():
        levels = {one: own[skill] for one, own in learners.levels.items() if skill in own}
        mentor = max(levels, key=levels.get, default="")
        if levels.get(mentor, 0) < INDEPENDENT:
            continue
        closes = {
            lack.person: (skill,)
            for lack in found
            if lack.person != mentor and lack.level < levels[mentor]
        }
        if closes:
            key, level = f"M-{skill}", levels[mentor]
            yield Candidate(key, Way.COLLEAGUE, closes, mentor=mentor, leads_to=level)


def _outside(lacks) -> Iterable[Candidate]:
    """A mentor for a role, for the most urgent skills of each person in it."""
    sections = defaultdict(lambda: defaultdict(tuple))
    for lack in lacks:
        own = sections[lack.section][lack.person]
        if len(own) < MOST_SKILLS_OF_A_MENTOR:
            sections[lack.section][lack.person] = (*own, lack.skill)
    for section, closes in sections.items():
        yield Candidate(f"X-{section}", Way.OUTSIDE, dict(closes), section=section)


def suggested(found: Sequence[Candidate], lacks: Iterable[Lack]) -> set[str]:
    """Keys of a small choice that answers every gap: what answers most first, a colleague before
    a course before a mentor from outside; and the courses that are missing before them."""
    cheap = [Way.COLLEAGUE, Way.ONLINE, Way.COURSE, Way.OUTSIDE]
    left, chosen = {(lack.person, lack.skill) for lack in lacks}, set()
    by_key = {one.key: one for one in found}

    def answers(one):
        return {(p, s) for p, skills in one.closes.items() for s in skills} & left

    while True:
        best = max(
            (one for one in found if one.key not in chosen and answers(one)),
            key=lambda one: (len(answers(one)), -cheap.index(one.way)),
            default=None,
        )
        if best is None:
            return chosen
        left -= answers(best)
        chosen |= _with_missing(best, by_key)


def steps_of(
    taken: Iterable[tuple[Candidate, Collection[str]]], lacks: Iterable[Lack]
) -> dict[tuple[str, str, str], int]:
    """From which level each lifts whom in what, when all of them are done: by candidate, person
    and skill. What would bring a step that others bring already has none.

    `taken`: candidates in their order with those who take part. What leads less far comes first.
    """
    lacks = {(lack.person, lack.skill): lack for lack in lacks}
    reached, found = {key: lack.level for key, lack in lacks.items()}, {}
    for one, people in sorted(taken, key=lambda pair: pair[0].leads_to):
        for key in ((person, skill) for person in people for skill in one.closes[person]):
            if reached[key] < min(one.leads_to, lacks[key].target):
                found[one.key, *key] = reached[key]
                reached[key] += 1
    return found


def first_slots(found: Sequence[Candidate], last: int) -> dict[str, int]:
    """The quarter in which each can begin: after those that are missing before it; `last` at most.

    The prerequisites are in no circle: the catalogue refuses one.
    """
    by_key = {one.key: one for one in found}

    def slot(key):
        before = {code for person in by_key[key].people for code in by_key[key].missing(person)}
        return 1 + max((slot(code) for code in before & by_key.keys()), default=-1)

    return {key: min(slot(key), last) for key in by_key}


def _with_missing(one: Candidate, by_key: Mapping[str, Candidate]) -> set[str]:
    keys, waiting = set(), [one.key]
    while waiting:
        key = waiting.pop()
        if key in by_key and key not in keys:
            keys.add(key)
            missing = (by_key[key].missing(person) for person in by_key[key].people)
            waiting += [code for codes in missing for code in codes]
    return keys
