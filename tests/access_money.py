"""Who may do what with the money of a plan: everybody who sees it reads, only the lead changes."""

from tests.access_plans import EVERYBODY, LEAD, LEAD_POSTS, NAME, _activity, _line, _team
from tests.access_rows import Row
from tests.factories import PriceItemFactory


def world(cast):
    return {"price": PriceItemFactory(plan=cast.plan)}


def _price(cast):
    return _team(cast) | {"pk": cast.price.pk}


def _price_data(cast):
    return {
        "category": cast.price.category_id,
        "name": "Day's allowance",
        "unit_cost": "85",
        "base_year": "2027",
    }


ROWS = [
    Row(NAME + "spendings", "GET", _line, **LEAD),
    Row(NAME + "spendings", "POST", _line, **LEAD_POSTS, data={"day": "2027-02-01", "amount": "9"}),
    Row(NAME + "workbook", "GET", _team, **EVERYBODY),
    Row(NAME + "workbook_upload", "GET", _team, **LEAD),
    Row(NAME + "workbook_upload", "POST", _team, **LEAD),
    Row(NAME + "case_edit", "GET", _activity, **LEAD),
    Row(NAME + "case_edit", "POST", _activity, **LEAD_POSTS, data={"buys": "Two places"}),
    Row(NAME + "lines_paste", "GET", _team, **LEAD),
    Row(NAME + "lines_paste", "POST", _team, **LEAD),
    Row(NAME + "lines_edit", "GET", _team, **LEAD),
    Row(NAME + "lines_edit", "POST", _team, **LEAD_POSTS),
    Row(NAME + "lines", "GET", _team, **EVERYBODY),
    Row(NAME + "price_list", "GET", _team, **EVERYBODY),
    Row(NAME + "price_create", "GET", _team, **LEAD),
    Row(NAME + "price_create", "POST", _team, **LEAD_POSTS, data=_price_data),
    Row(NAME + "price_edit", "GET", _price, **LEAD),
    Row(NAME + "price_edit", "POST", _price, **LEAD_POSTS, data=_price_data),
    Row(NAME + "price_delete", "GET", _price, **LEAD),
    Row(NAME + "price_delete", "POST", _price, **LEAD_POSTS, data={"seen": "1"}),
]
