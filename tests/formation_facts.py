"""Facts of teams for the tests of forming: roles, positions, members, the worked cases."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from roles.formation import Person, RoleFact, Seat, core_requirements, is_complete, warnings
from tests.cases import load_case

TODAY = date(2026, 11, 22)
SLUGS = {
    "lead": "operational-lead",
    "prog": "implementer-program",
    "tech": "implementer-technical",
    "tprog": "trainer-program",
    "ttech": "trainer-technical",
    "tgen": "trainer-general",
    "server": "server-administrator",
    "security": "security-manager",
    "expert": "subject-matter-expert",
    "app": "app-developer",
}
ROLES = [
    RoleFact("operational-lead", "Lead", "core", None, 1, 1, True, "in_country_always", True),
    RoleFact("implementer", "Implementer", "core", None, 2, 2, True, "", False),
    RoleFact("implementer-program", "Program", "core", "implementer", 2, 3, True, "", True),
    RoleFact("implementer-technical", "Technical", "core", "implementer", 2, 4, True, "", True),
    RoleFact("trainer", "Trainer", "core", None, 3, 5, True, "", False),
    RoleFact("trainer-program", "T Program", "core", "trainer", 3, 6, True, "", True),
    RoleFact("trainer-technical", "T Technical", "core", "trainer", 3, 7, True, "", True),
    RoleFact("trainer-general", "T General", "core", "trainer", 3, 8, False, "anywhere", False),
    RoleFact("server-administrator", "Server", "core", None, 4, 9, False, "", True),
    RoleFact("subject-matter-expert", "Expert", "contributing", None, 5, 10, False, "", False),
    RoleFact("program-manager", "Manager", "contributing", None, 5, 11, False, "", False),
    RoleFact("security-manager", "Security", "contributing", None, 5, 12, False, "", False),
    RoleFact("data-scientist", "Data", "contributing", None, 5, 13, False, "anywhere", False),
    RoleFact("app-developer", "Apps", "optional", None, 6, 14, False, "anywhere", False),
]


def seat(role, holder="A", fte="1", state="filled", **more):
    """A position; its code is the short name of the role and the holder."""
    holder = holder if state == "filled" else None
    code = f"{role}-{holder}" if holder else f"{role}-{state}"
    return Seat(code, SLUGS.get(role, role), Decimal(fte), state, holder, **more)


def states(*seats, resource_constrained=False):
    requirements = core_requirements(seats, resource_constrained)
    return {requirement.key: str(requirement.state) for requirement in requirements}


def complete(*roles, resource_constrained=False):
    return is_complete(core_requirements([seat(role) for role in roles], resource_constrained))


def warn(*seats, resource_constrained=False, personal_data=False, **people):
    """Warnings as {code: [warning]}; people are A (in the country) and those given."""
    everybody = {"A": Person("A", name="Ana"), "B": Person("B", name="Bo")} | people
    found = {}
    facts = (seats, everybody.values(), ROLES)
    for warning in warnings(*facts, resource_constrained, personal_data):
        found.setdefault(warning.code, []).append(warning)
    return found


def abroad(code, **more):
    return Person(code, in_country=False, name=code, **more)


def case_facts(name):
    case = load_case(name)
    seats = [
        Seat(p["id"], p["role"], Decimal(p["fte"]), p["state"], p["holder"], p["funding"])
        for p in case["positions"]
    ]
    people = [
        Person(
            code=m["id"],
            kind=m["kind"],
            contract_end=m["contract_end"] and date.fromisoformat(m["contract_end"]),
            in_country=m["in_country"],
            name=m["name"],
        )
        for m in case["members"]
    ]
    return seats, people, case["team"]["resource_constrained"]


def case_warnings(name):
    seats, people, resource_constrained = case_facts(name)
    found = {}
    for warning in warnings(seats, people, ROLES, resource_constrained):
        found.setdefault(warning.code, []).append(warning)
    return found


seats_of_teams = st.lists(
    st.builds(
        seat,
        st.sampled_from(sorted(SLUGS)),
        st.sampled_from("AB"),
        st.sampled_from(["0.10", "0.50", "1"]),
        st.sampled_from(["filled", "vacant", "recruiting", "planned", "closed"]),
    ),
    max_size=8,
)
