"""Searching means the same however it is made fast: a plain reading of every row agrees with it."""

import string
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import copied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programme import JIANGAN, ZHANGWAN, hubei
from rows import DAY, code, put, values
from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.text import folded
from qtrack.ledgers import Action, Enterprise, Ledger
from qtrack.ledgers.action import ActionKind
from qtrack.services import listing, search
from qtrack.services.catalog import ledger_class
from qtrack.services.ledger import change, remove
from qtrack.services.listing import Query, numbers, page, total
from qtrack.services.office import Office
from qtrack.services.search import unit_fits
from qtrack.store.store import Store

Look = Callable[..., Office]
NAMES = (
    "示例机械一厂", "示例长江二厂", "示例“A+B”厂", "示例%_厂", "示例重庆'路'厂", "示例𬭚业", "示例ＡＢＣ１厂",
    "灯", "示例 灯 厂", "ab", "示例ẞ厂", "示例-厂*", '示例"厂"', "示例(厂)AND", "示例^厂", "示例厂OR厂",
    "示例长阳饲料厂", "NOT",
)  # fmt: skip
UNITS = (JIANGAN, ZHANGWAN)
WAYS = {
    "by its index": (5000, 100_000, (1000, 20_000)),
    "down the list": (-1, -1, (1000, 20_000)),
    "through all rows": (-1, -1, (2, 3)),
}


def fill(session: Session, office: Office) -> None:
    """Put firms and actions of every sort into the ledgers."""
    for at, name in enumerate(NAMES):
        unit = UNITS[at % 2]
        said = {"code": code(at), "industry": "示例行业" if at % 3 else None}
        firm = put(session, office, "enterprise", unit, name=name, **said)
        provider = "示例检测院" if at % 4 else None
        kind = ActionKind.CLINIC if at % 5 else ActionKind.CERAMICS
        put(session, office, "action", unit, enterprise=firm, provider=provider, kind=kind, done_on=DAY)


@pytest.fixture(scope="module")
def filled(
    template: Path, office: Look, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Office]]:
    """Give a file that all tests here only read."""
    with copied(template, tmp_path_factory.mktemp("search")) as store:
        store.run(fill, office())
        yield store, office()


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the search go one of its ways, which it otherwise chooses by how many rows there are."""
    few, many, steps = WAYS[request.param]
    monkeypatch.setattr(search, "FEW", few)
    monkeypatch.setattr(search, "MANY", many)
    monkeypatch.setattr(listing, "STEPS", steps)
    return str(request.param)


REGION = hubei()
LETTERS = st.sampled_from([*"示例厂灯长阳江岸张湾abAcysl1𬭚%_\"'*()^-+  ", *string.ascii_lowercase])
WORDS = st.text(LETTERS, max_size=5) | st.sampled_from(
    [
        "whjx",
        "slcj",
        "slzj",
        "shili",
        "changyang",
        "zhangwan",
        "ja",
        "zw",
        "示例检测院",
        "陶瓷",
        "专家 灯",
        "4201",
    ]
)


def holds(row: Ledger, word: str, firms: dict[str, Enterprise]) -> bool:
    """Say whether a row holds a word, read plainly."""
    if word in row.find or unit_fits(REGION.by_code[row.unit], word):
        return True
    if isinstance(row, Action):
        return word in firms[row.enterprise].find or word in folded(row.kind.value)
    return False


@pytest.mark.parametrize("key", ["enterprise", "action"])
@given(typed=WORDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
def test_a_search_finds_what_a_plain_reading_finds(
    filled: tuple[Store, Office], way: str, key: str, typed: str
) -> None:
    store, office = filled
    ledger = ledger_class(key)

    def read(session: Session) -> tuple[list[str], list[str], int, int]:
        firms = {firm.uid: firm for firm in session.scalars(select(Enterprise))}
        expected = [
            row.uid
            for row in session.scalars(select(ledger).order_by(ledger.no.desc()))
            if all(holds(row, word, firms) for word in folded(typed).split())
        ]
        query = Query(key, typed)
        found = [row.uid for row in page(session, office, query, 0, 100)]
        return expected, found, total(session, office, query), len(numbers(session, office, query))

    expected, found, counted, numbered = store.read(read)
    assert (found, counted, numbered) == (expected, len(expected), len(expected)), way


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("sljx", ["示例机械一厂"]),
        ("shilijixie", ["示例机械一厂"]),
        ("SLCJ", ["示例长江二厂"]),
        ("slzj", ["示例长江二厂"]),
        ("ＡＢＣ１", ["示例ＡＢＣ１厂"]),
        ("机械  江岸", ["示例机械一厂"]),
        ("机械 张湾", []),
        (code(3)[10:].lower(), ["示例%_厂"]),
    ],
)
def test_words_initials_pinyin_codes_and_units_find_a_firm(
    filled: tuple[Store, Office], words: str, names: list[str]
) -> None:
    store, office = filled
    assert [row.texts[0] for row in store.read(page, office, Query("enterprise", words), 0, 9)] == names


def test_an_action_is_found_by_its_firm_and_a_submission_by_its_deadline(
    filled: tuple[Store, Office], store: Store, office: Look
) -> None:
    full, there = filled
    rows = full.read(page, there, Query("action", "sljxyc"), 0, 9)
    assert [row.texts[0] for row in rows] == ["示例机械一厂"]
    store.run(put, office(), "submission", deadline="e22/summary", submitted_on=date(2022, 6, 1))
    store.run(put, office(), "submission", deadline="e22/plan", submitted_on=date(2022, 6, 1))
    assert store.read(total, office(), Query("submission", "实施方案")) == 1


def test_a_changed_or_removed_row_is_found_by_what_it_now_says(store: Store, office: Look) -> None:
    uid = store.run(put, office(), "enterprise", name="示例灯厂")
    store.run(change, office(), "enterprise", uid, values("enterprise", name="示例绳厂"))
    hits = [store.read(total, office(), Query("enterprise", word)) for word in ("灯", "绳", "示例绳厂")]
    assert hits == [0, 1, 1]
    store.run(remove, office(), "enterprise", uid)
    assert store.read(total, office(), Query("enterprise", "绳")) == 0
