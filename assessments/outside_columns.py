"""What the columns of somebody else's table are: guessed first, then said by a person."""

import re
from dataclasses import dataclass

from assessments.outside_answers import plain

NAME, EMAIL, ROLE, DATE, REMARK, IGNORED = "name", "email", "role", "date", "remark", ""
SKILL = "skill:"
KNOWN = {
    NAME: "name|full name|your name|your full name|name of the respondent|respondent|member|"
    "participant|nom|nom complet|votre nom|votre nom complet|nom et prenom|nom et prenoms|"
    "vos nom et prenom|prenom et nom|nom prenom|membre|repondant",
    EMAIL: "email|e mail|email address|e mail address|your email|username|courriel|"
    "adresse e mail|adresse email|adresse courriel|adresse electronique|nom d utilisateur",
    ROLE: "role|your role|role in the team|position|function|poste|fonction|votre role|"
    "role dans l equipe",
    DATE: "timestamp|date|date and time|submitted at|horodateur|horodatage|date et heure",
    REMARK: "comment|comments|comment or evidence|evidence|remark|remarks|note|notes|"
    "commentaire|commentaires|commentaire ou preuve|preuve|preuves|remarque|remarques",
}
WORDS = {word: target for target, words in KNOWN.items() for word in words.split("|")}
CODE = re.compile(r"[A-Za-z]{1,6}-[0-9]{1,3}")
BRACKETS = re.compile(r"\[([^\[\]]+)\]\s*$")
SIMILAR = 0.6


@dataclass(frozen=True)
class Guess:
    """``target`` is NAME … REMARK, IGNORED, or SKILL and its code; ``sure`` unless only similar."""

    target: str
    sure: bool = True


def guess_columns(headers, skills):
    """One Guess for each header. ``skills`` maps codes to the names of a skill in any language.

    No two columns get the same meaning, remarks aside: the better guess wins, then the first.
    """
    names = {plain(name): code for code, of_skill in skills.items() for name in of_skill}
    pieces = {name: _pieces(name) for name in names}
    found = [_candidate(header, skills, names, pieces) for header in headers]
    guesses, taken = [Guess(IGNORED)] * len(headers), set()
    for place in sorted(range(len(headers)), key=lambda one: (-found[one][0], one)):
        score, target = found[place]
        if target and (target == REMARK or target not in taken):
            taken.add(target)
            guesses[place] = Guess(target, sure=score == 1)
    return [_kept_remark(guesses, place) for place in range(len(headers))]


def _candidate(header, skills, names, pieces):
    """How well a header fits, from 0 to 1, and what it would be."""
    known = plain(header)
    if known in WORDS:
        return 1, WORDS[known]
    codes = {code.upper() for code in CODE.findall(header)} & skills.keys()
    rest = plain(CODE.sub("", header))
    if rest in WORDS and WORDS[rest] == REMARK or _begins_as_remark(rest):
        return 1, REMARK
    if len(codes) == 1:
        return 1, SKILL + codes.pop()
    brackets = BRACKETS.search(header)  # a grid of a form: "Your level [Name of the skill]"
    for text in (brackets[1] if brackets else "", header):
        if plain(text) in names:
            return 1, SKILL + names[plain(text)]
    mine = _pieces(plain(brackets[1] if brackets else header))
    score, name = max(
        ((_likeness(mine, other), name) for name, other in pieces.items()), default=(0, "")
    )
    return (min(score, 0.99), SKILL + names[name]) if score >= SIMILAR else (0, IGNORED)


def _begins_as_remark(text):
    return text.partition(" ")[0] in ("comment", "comments", "commentaire", "commentaires")


def _pieces(text):
    """The triples of letters of a text: word order and slips of the pen count little."""
    padded = f" {text} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


def _likeness(one, other):
    """Dice's coefficient of two sets, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0


def _kept_remark(guesses, place):
    """A remark belongs to the skill before it; without one it is passed over."""
    if guesses[place].target != REMARK or skill_before([one.target for one in guesses], place):
        return guesses[place]
    return Guess(IGNORED)


def skill_before(targets, place):
    """The code of the skill to which a remark in this column belongs; empty when there is none."""
    for target in reversed(targets[:place]):
        if target.startswith(SKILL):
            return target.removeprefix(SKILL)
        if target != REMARK:
            return ""
    return ""
