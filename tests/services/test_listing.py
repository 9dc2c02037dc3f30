"""Lists in any order, narrowed by values and marks, a page at a time from either end."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from programme import JIANGAN, JIANGHAN, PROVINCE, WUHAN, ZHANGWAN
from rows import code, put
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from qtrack.ledgers import Enterprise
from qtrack.ledgers.action import ActionKind
from qtrack.ledgers.enterprise import Size
from qtrack.ledgers.station import Stage
from qtrack.services.listing import (
    ListedRow,
    Mark,
    Query,
    glimpse,
    latest,
    numbers,
    page,
    rows,
    total,
)
from qtrack.services.office import Office
from qtrack.store.store import Store

Look = Callable[..., Office]


def names(listed: tuple[ListedRow, ...]) -> list[str]:
    """Give the first text of every row."""
    return [row.texts[0] for row in listed]


def shown(store: Store, office: Office, query: Query) -> list[str]:
    """Give the first text of every row of a query, which must be the same whichever way it is asked for."""
    found = store.read(page, office, query, 0, 100)
    every = store.read(numbers, office, query)
    assert store.read(total, office, query) == len(every) == len(found)
    assert store.read(rows, office, query.ledger, every) == found
    for at in range(len(found)):
        assert store.read(page, office, query, at, 2, total=len(found)) == found[at : at + 2]
    seen = store.read(glimpse, office, query, 100)
    assert seen == found[: len(seen)]
    return names(found)


def firm(session: Session, office: Office, name: str, unit: str = JIANGAN, **said: object) -> str:
    """Put a firm with the marks said and no others; give its uid."""
    marks = {key: said.pop(key, None) for key in ("remark", "doubts")} | {
        "starred": said.pop("starred", False)
    }
    uid = put(session, office, "enterprise", unit, name=name, **said)
    row = session.get_one(Enterprise, uid)
    for key, value in marks.items():
        setattr(row, key, value)
    return uid


@pytest.fixture
def firms(store: Store, office: Look) -> Store:
    """Give a file with a few firms, entered in this order."""

    def keep(session: Session) -> None:
        firm(session, office(), "示例丙", ZHANGWAN, size=Size.MICRO, code=code(3), starred=True)
        firm(session, office(), "示例甲", JIANGAN, size=Size.LARGE, industry="示例甲业", remark="示例备注")
        firm(session, office(), "示例乙", JIANGHAN, code=code(1), doubts="示例存疑", starred=True)
        firm(session, office(), "示例丁", JIANGAN, size=Size.SMALL, industry="示例甲业")

    store.run(keep)
    return store


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ((), "丁乙甲丙"),
        ((("name", False),), "丁丙乙甲"),
        ((("name", True),), "甲乙丙丁"),
        ((("size", False),), "甲丁丙乙"),
        ((("size", True),), "乙丙丁甲"),
        ((("unit", False),), "丁甲乙丙"),
        ((("code", False),), "乙丙丁甲"),
        ((("industry", True), ("name", False)), "丙乙丁甲"),
        ((("above_scale", False),), "丁乙甲丙"),
    ],
)
def test_rows_stand_by_any_field_blanks_at_the_end_and_equal_ones_newest_first(
    firms: Store, office: Look, order: tuple[tuple[str, bool], ...], expected: str
) -> None:
    found = shown(firms, office(), Query("enterprise", order=order))
    assert "".join(name[-1] for name in found) == expected


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"where": (("size", (Size.LARGE, Size.SMALL)),)}, "丁甲"),
        ({"where": (("size", (None,)),)}, "乙"),
        ({"where": (("size", (None, Size.MICRO)), ("unit", (JIANGHAN,)))}, "乙"),
        ({"where": (("name", ("示例甲", "示例丙")),)}, "甲丙"),
        ({"where": (("above_scale", (True,)),)}, "丁乙甲丙"),
        ({"where": (("unit", (JIANGAN,)),), "words": "甲业"}, "丁甲"),
        ({"where": (("industry", ()),)}, ""),
        ({"only": Mark.STARRED}, "乙丙"),
        ({"only": Mark.REMARKED}, "甲"),
        ({"only": Mark.DOUBTED}, "乙"),
    ],
)
def test_rows_are_narrowed_by_values_blanks_and_marks(
    firms: Store, office: Look, narrowed: dict[str, Any], expected: str
) -> None:
    found = shown(firms, office(), Query("enterprise", **narrowed))
    assert "".join(name[-1] for name in found) == expected


def test_a_row_says_its_marks(firms: Store, office: Look) -> None:
    found = firms.read(page, office(), Query("enterprise"), 0, 9)
    assert {row.texts[0]: set(row.marks) for row in found} == {
        "示例丁": set(),
        "示例乙": {Mark.STARRED, Mark.DOUBTED},
        "示例甲": {Mark.REMARKED},
        "示例丙": {Mark.STARRED},
    }


def test_only_rows_of_the_tree_are_listed_and_numbered(firms: Store, office: Look) -> None:
    for order in ((), (("name", False),)):
        assert sorted(shown(firms, office(WUHAN), Query("enterprise", order=order))) == sorted(
            ["示例丁", "示例乙", "示例甲"]
        )
        assert shown(firms, office(ZHANGWAN), Query("enterprise", order=order)) == ["示例丙"]


@pytest.fixture
def dated(store: Store, office: Look) -> Store:
    """Give a file with actions and stations on several days."""

    def keep(session: Session) -> None:
        one = firm(session, office(), "示例甲")
        two = firm(session, office(), "示例乙")
        said = ((one, 3, ActionKind.OTHER), (two, 1, ActionKind.CLINIC), (one, 1, ActionKind.CLINIC))
        for uid, month, kind in said:
            put(session, office(), "action", enterprise=uid, done_on=date(2022, month, 31), kind=kind)
        for name, day in (("旧", date(2021, 5, 1)), ("新", date(2022, 5, 1)), ("建", None), ("又建", None)):
            stage = Stage.IN_USE if day else Stage.BUILDING
            put(session, office(), "station", name=name, built_on=day, in_use_on=day, stage=stage)
        put(session, office(), "submission", deadline="e22/plan", submitted_on=date(2022, 3, 1))
        put(session, office(), "submission", deadline="e22/summary", submitted_on=date(2022, 3, 2))

    store.run(keep)
    return store


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query("station"), "又建 建 新 旧"),
        (Query("station", order=(("in_use_on", True),)), "又建 建 新 旧"),
        (Query("station", order=(("in_use_on", False),)), "旧 新 建 又建"),
        (Query("station", order=(("in_use_on", False), ("name", False))), "旧 新 又建 建"),
        (Query("station", where=(("in_use_on", ("2022-05",)),)), "新"),
        (Query("station", where=(("in_use_on", ("2021-05", None)),)), "又建 建 旧"),
        (Query("station", where=(("in_use_on", (date(2021, 5, 1),)),)), "旧"),
        (Query("station", "建", order=(("in_use_on", False),)), "建 又建"),
        (Query("action", order=(("enterprise", False),)), "示例乙 示例甲 示例甲"),
        (Query("action", order=(("enterprise", True),)), "示例甲 示例甲 示例乙"),
        (Query("action", "甲", order=(("enterprise", True),)), "示例甲 示例甲"),
        (Query("action", order=(("kind", False),)), "示例甲 示例乙 示例甲"),
        (Query("action", where=(("done_on", ("2022-01",)),)), "示例甲 示例乙"),
        (Query("submission", order=(("deadline", False),)), "工作总结 实施方案"),
    ],
)
def test_days_references_choices_and_deadlines_have_their_order(
    dated: Store, office: Look, query: Query, expected: str
) -> None:
    assert shown(dated, office(), query) == expected.split(" ")


@pytest.fixture
def said() -> Iterator[list[tuple[str, Any]]]:
    """Give what SQLite is asked while the test runs."""
    statements: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
        statements.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", hear)
    yield statements
    event.remove(Engine, "before_cursor_execute", hear)


@pytest.mark.parametrize("unit", [PROVINCE, WUHAN, JIANGAN])
@pytest.mark.parametrize("key", ["enterprise", "station"])
@pytest.mark.parametrize("offset", [0, 900_000])
def test_a_page_is_reached_by_the_index_of_its_order_without_sorting(
    store: Store,
    office: Look,
    said: list[tuple[str, Any]],
    unit: str,
    key: str,
    offset: int,
) -> None:
    store.read(page, office(unit), Query(key), offset, 200, total=1_000_000)
    statement, parameters = next(one for one in said if "ORDER BY" in one[0])

    def plan(session: Session) -> list[str]:
        asked = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(parameters))
        return [row[3] for row in asked]

    assert store.read(plan) == [f"SCAN {key} USING COVERING INDEX ix_{key}_listed"]


def test_a_page_takes_the_same_number_of_statements_however_many_rows(
    firms: Store, office: Look, said: list[tuple[str, Any]]
) -> None:
    amounts = set()
    for limit in (1, 2, 4):
        said.clear()
        firms.read(page, office(), Query("enterprise"), 0, limit)
        amounts.add(len([one for one in said if one[0].startswith("SELECT")]))
    assert amounts == {2}


def test_the_row_entered_last_is_given_as_a_form_reads_it(dated: Store, office: Look) -> None:
    texts = dated.read(latest, office(), "action")
    assert texts is not None
    assert (texts["enterprise"], texts["done_on"], texts["kind"]) == ("示例甲", "2022-01-31", "专家问诊")
    assert dated.read(latest, office(ZHANGWAN), "action") is None


def test_rows_that_are_gone_leave_no_gap(firms: Store, office: Look) -> None:
    every = firms.read(numbers, office(), Query("enterprise"))
    assert len(firms.read(rows, office(), "enterprise", [*every, 10_000])) == len(every)
