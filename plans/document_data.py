"""What a plan document is made from: plain values, no ORM.

Whoever writes a document fills a ``PlanDocument`` and hands it to
``plans.documents.render_plan``. Free text and catalogue words (role titles, skill names,
cost categories, questions) are given in the language of the document already. Codes in
quotation marks below are turned into words by the renderer. Amounts are ``Decimal`` in the
team's currency and are never formatted here.

Totals are not given: every table adds up its own rows, so that no two sums can differ.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class TeamFacts:
    """The team the plan is for. Empty texts are left out of the document."""

    name: str
    country: str
    currency: str  # ISO 4217
    sector: str = ""  # in words: "Health"
    language: str = ""  # working language in words: "English"
    context: str = ""  # "new", "established" or ""
    resource_constrained: bool = False
    profile: str = ""  # paragraphs separated by line breaks
    ministry: str = ""
    unit: str = ""
    governing_body: str = ""


@dataclass(frozen=True)
class SecondCurrency:
    """A currency that totals are shown in too; one unit of it costs ``rate``."""

    code: str  # ISO 4217
    rate: Decimal
    day: date


@dataclass(frozen=True)
class PlanFacts:
    title: str
    start_year: int
    end_year: int
    dated: date  # the day of this document
    status: str = "draft"  # or a state of plans.models.PlanVersion
    version: str = ""  # its number; empty for a draft
    contingency_percent: Decimal = Decimal(0)  # on top of the total, never in it
    second: SecondCurrency | None = None


@dataclass(frozen=True)
class PositionRow:
    """A position, in the order in which the table shall show it inside its class."""

    role_class: str  # "core", "contributing" or "optional"
    title: str  # the role's name
    fte: Decimal
    state: str  # "filled", "vacant", "recruiting" or "planned"
    funding: str  # "domestic" or "external"
    order: int | None = None  # recommended order of formation, core positions only
    local_title: str = ""
    holder: str = ""
    holder_is_organisation: bool = False
    employer: str = ""
    engagement: str = ""  # in words: "fixed term"
    contract_end: date | None = None
    recruit_by: date | None = None
    note: str = ""  # shown for positions that are not filled


@dataclass(frozen=True)
class Remark:
    """A sentence that begins with some words in bold."""

    lead: str
    text: str = ""


@dataclass(frozen=True)
class Readiness:
    """Whether the team is ready for its next step, for example a tracker programme."""

    ok: bool
    lead: str
    text: str


@dataclass(frozen=True)
class RoundFacts:
    """The closed round the plan is based on; ``hidden`` decides what may be shown."""

    title: str
    mode: str  # "self", "supervisor" or "third_party"
    baseline: bool
    opened: date | None
    closed: date | None
    people: int  # different people assessed
    assessments: int  # sheets, one for each person and role
    rated: int
    not_applicable: int
    not_answered: int
    hidden: int = 0  # of how many people no reader of the document knows a level by name
    waiting: str = ""  # a later round that does not count yet: so few people are in it


@dataclass(frozen=True)
class PhaseRow:
    phase: str  # "foundational", "proficient", "expert" or "not_enough_data"
    count: int  # assessments in this phase, over the whole team


@dataclass(frozen=True)
class CoverageRow:
    """How many critical skills of one competency area have nobody, one, two people or more.

    An empty area stands for all areas together: then it is the only row.
    """

    area: str
    critical: int
    none: int
    one: int
    two_or_more: int


@dataclass(frozen=True)
class PriorityRow:
    """An ability the team needs. No points, names or roles: with one holder they show a level.

    Only a row with a rank may say that there is a gap; the others are all that activities name.
    """

    ability: str  # the skill's name
    critical: bool = False
    no_colleague: bool = False  # nobody else stands at 2; shown beside a rank
    urgent: bool = False  # needed in the next 12 months (need 2); shown beside a rank
    activity_codes: tuple[str, ...] = ()  # the activities that build it
    ranked: bool = False  # five people or more hide in it, and it has its place in the order
    place: int = 0  # in the catalogue: the order of rows without a rank


@dataclass(frozen=True)
class ActivityRow:
    code: str
    title: str
    group: str  # competency area it strengthens most, or its kind, in words
    whom: str = ""  # roles whose skills it builds, or the audience; never names of people
    start: date | None = None
    end: date | None = None
    skills: tuple[str, ...] = ()  # names of the skills
    case: str = ""  # why it deserves money; a sentence is written when empty
    keeps_team: bool = False  # a staffing measure: stands in 6.3 too


@dataclass(frozen=True)
class CostRow:
    """One cost line, or the part of it that one source pays.

    A line with two fundings becomes two rows: ``amounts`` are the part's share of the line in
    each year (``plans.budget.split_line``), ``percent`` says which share it is.
    """

    activity_code: str
    category: str  # in words
    category_group: str  # "Personnel", "Operations" … in words
    category_order: int  # 1 for C1
    recurrence: str  # "one_off" or "recurring"
    quantity: Decimal
    unit_cost: Decimal
    amounts: tuple[tuple[int | None, Decimal], ...]  # (year, amount); None: no date yet
    source: str = ""  # empty: no source yet
    domestic: bool = False  # the source is one of the two ministry budgets
    status: str = "unfunded"  # "unfunded", "requested", "secured" or "spent"
    percent: Decimal = Decimal(100)
    description: str = ""  # what is counted, as the team wrote it
    times: Decimal = Decimal(1)  # how often; ``quantity`` holds it already

    @property
    def total(self):
        return sum((amount for _, amount in self.amounts), Decimal(0))


@dataclass(frozen=True)
class PrincipleAnswer:
    code: str  # "Q01"
    group: str
    question: str
    answer: str = ""  # "yes", "partly", "no", "na" or "" for not answered
    note: str = ""


@dataclass(frozen=True)
class TermsOfReference:
    """The terms of one position (or of several of the same role); all in words."""

    title: str
    purpose: str = ""
    duties: tuple[str, ...] = ()
    background: str = ""
    dedication: str = ""  # "0.60 FTE; in the country, always"
    held_by: str = ""


@dataclass(frozen=True)
class RetentionRow:
    """A measure that keeps people in the team. Never says whom, nor who might leave.

    ``roles`` is empty where so few members have the measure that a role would name one.
    """

    measure: str
    in_force: bool
    planned: bool
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class DevelopmentActivity:
    activity: str
    when: str
    skills: tuple[str, ...] = ()  # with the level and the target level where there is a gap
    status: str = ""


@dataclass(frozen=True)
class DevelopmentGap:
    """A gap that no activity answers yet."""

    skill: str
    level: int
    target: int


@dataclass(frozen=True)
class MemberPlan:
    """The development plan of a member who agreed that it is given to others by name."""

    member: str
    roles: str
    activities: tuple[DevelopmentActivity, ...] = ()
    gaps: tuple[DevelopmentGap, ...] = ()


@dataclass(frozen=True)
class DevelopmentAnnex:
    """Read when a file is made and never frozen: a consent that is withdrawn counts at once."""

    plans: tuple[MemberPlan, ...]
    others: int  # members with a plan of their own who have not agreed
    dated: date


@dataclass(frozen=True)
class Signatory:
    label: str  # "Approved by"
    function: str  # a function, not a person


@dataclass(frozen=True)
class VersionRow:
    version: str
    dated: date
    status: str
    change: str


@dataclass(frozen=True)
class MethodFacts:
    """The settings the figures were worked out with."""

    catalogue_version: str = ""
    proficient_mean: Decimal = Decimal("1.5")
    expert_mean: Decimal = Decimal("2.5")
    least_rated_percent: Decimal = Decimal(60)
    skills: int = 123
    critical_skills: int = 35


@dataclass(frozen=True)
class Summary:
    """Texts of section 1 as edited by the team; whatever is empty is written from figures."""

    lead: str = ""
    found: tuple[Remark, ...] = ()
    does: tuple[Remark, ...] = ()
    asks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class PlanDocument:
    team: TeamFacts
    plan: PlanFacts
    positions: tuple[PositionRow, ...] = ()
    formation_remarks: tuple[Remark, ...] = ()  # deviations from the recommended order
    readiness: Readiness | None = None
    round: RoundFacts | None = None
    # Where fewer than five people are hidden: whether everybody assessed has agreed, on record.
    phases_agreed: bool = False
    coverage_agreed: bool = False
    phases: tuple[PhaseRow, ...] = ()
    coverage: tuple[CoverageRow, ...] = ()
    # About the first ten in order of rank, then the other skills that activities name.
    priorities: tuple[PriorityRow, ...] = ()
    activities: tuple[ActivityRow, ...] = ()
    costs: tuple[CostRow, ...] = ()
    principles: tuple[PrincipleAnswer, ...] = ()  # all thirty
    retention: tuple[RetentionRow, ...] = ()
    terms: tuple[TermsOfReference, ...] = ()
    method: MethodFacts = MethodFacts()
    summary: Summary = Summary()
    signatories: tuple[Signatory, ...] = ()
    versions: tuple[VersionRow, ...] = ()
    development: DevelopmentAnnex | None = None
