"""Values of a field and how often they stand; rows a person has selected."""

from collections.abc import Callable
from datetime import date

import pytest
from programme import JIANGAN, WUHAN, ZHANGWAN
from rows import put
from sqlalchemy.orm import Session

from qtrack.ledgers.action import ActionKind
from qtrack.ledgers.enterprise import Size
from qtrack.services.chosen import Chosen, chosen_pages, chosen_rows
from qtrack.services.frequency import Frequency, distinct, frequencies, frequency
from qtrack.services.ledger import remove
from qtrack.services.listing import Query, page, total
from qtrack.services.office import Office
from qtrack.store.store import Store

Look = Callable[..., Office]
ALL = Query("enterprise")


@pytest.fixture
def filled(store: Store, office: Look) -> Store:
    """Give a file with six firms and some actions."""

    def keep(session: Session) -> None:
        firms = [
            put(
                session,
                office(),
                "enterprise",
                ZHANGWAN if at > 3 else JIANGAN,
                name=f"示例{at}厂",
                size=(Size.MICRO, Size.MICRO, Size.MICRO, None, None, Size.LARGE)[at],
            )
            for at in range(6)
        ]
        for at, month in ((0, 3), (0, 5), (1, 3)):
            day = date(2022, month, 10 + at)
            put(session, office(), "action", enterprise=firms[at], done_on=day, kind=ActionKind.CLINIC)

    store.run(keep)
    return store


def test_values_stand_with_their_counts_the_most_frequent_first_and_blank_is_one(
    filled: Store, office: Look
) -> None:
    assert filled.read(frequency, office(), ALL, "size") == (
        Frequency(Size.MICRO, "微型", 3),
        Frequency(None, "", 2),
        Frequency(Size.LARGE, "大型", 1),
    )
    assert filled.read(distinct, office(), ALL, "size") == 3
    assert len(filled.read(frequency, office(), ALL, "name", 4)) == 4
    assert filled.read(distinct, office(), ALL, "name") == 6


def test_only_rows_of_the_query_and_the_tree_are_counted(filled: Store, office: Look) -> None:
    narrowed = Query("enterprise", where=(("unit", (ZHANGWAN,)),))
    assert [each[1:] for each in filled.read(frequency, office(), narrowed, "size")] == [("", 1), ("大型", 1)]
    assert [each[1:] for each in filled.read(frequency, office(WUHAN), ALL, "unit")] == [("江岸区", 4)]


def test_references_and_months_are_told_in_words(filled: Store, office: Look) -> None:
    actions = Query("action")
    assert [each[1:] for each in filled.read(frequency, office(), actions, "enterprise")] == [
        ("示例0厂", 2),
        ("示例1厂", 1),
    ]
    by_month = filled.read(frequency, office(), actions, "done_on", months=True)
    assert by_month == (Frequency("2022-03", "2022-03", 2), Frequency("2022-05", "2022-05", 1))
    assert filled.read(distinct, office(), actions, "done_on", months=True) == 2
    assert filled.read(distinct, office(), actions, "done_on") == 3


@pytest.mark.parametrize(
    ("key", "months"),
    [("size", False), ("unit", False), ("name", False), ("above_scale", False), ("done_on", True)],
)
def test_a_value_of_the_list_narrows_to_as_many_rows_as_it_says(
    filled: Store,
    office: Look,
    key: str,
    months: bool,  # noqa: FBT001 - a fact of the case
) -> None:
    query = Query("action") if months else ALL
    for value, _, count in filled.read(frequency, office(), query, key, months=months):
        narrowed = Query(query.ledger, where=((key, (value,)),))
        assert filled.read(total, office(), narrowed) == count


def test_chosen_rows_are_gone_through_in_the_lists_order(filled: Store, office: Look) -> None:
    by_name = Query("enterprise", order=(("name", False),))
    every = filled.read(page, office(), by_name, 0, 9)
    some = frozenset({every[4].uid, every[1].uid})
    for chosen, places in (
        (Chosen(uids=some), (1, 4)),
        (Chosen(all=True, uids=some), (0, 2, 3, 5)),
        (Chosen(all=True), range(6)),
        (Chosen(), ()),
    ):
        expected = [every[at] for at in places]
        assert filled.read(chosen_rows, office(), by_name, chosen) == expected
        assert len(filled.read(chosen_rows, office(), by_name, chosen)) == len(expected)


def test_a_row_that_is_gone_or_no_longer_found_is_not_chosen(filled: Store, office: Look) -> None:
    every = filled.read(page, office(), ALL, 0, 9)
    chosen = Chosen(uids=frozenset(row.uid for row in every[:3]))
    filled.run(remove, office(), "enterprise", every[0].uid)
    assert len(filled.read(chosen_rows, office(), ALL, chosen)) == 2
    assert len(filled.read(chosen_rows, office(), Query("enterprise", "4厂"), chosen)) == 1
    assert len(filled.read(chosen_rows, office(WUHAN), ALL, chosen)) == 1


def test_many_chosen_rows_come_in_parts(filled: Store, office: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qtrack.services.chosen.PART", 4)

    def sizes(session: Session) -> list[int]:
        return [len(part) for part in chosen_pages(session, office(), ALL, Chosen(all=True))]

    assert filled.read(sizes) == [4, 2]


@pytest.mark.parametrize(
    ("column", "words", "kinds", "rows"),
    [
        ("enterprise.name", "3厂", 1, 1),
        ("enterprise.name", "", 6, 6),
        ("enterprise.size", "微", 1, 3),
        ("action.enterprise", "0厂", 1, 2),
        ("action.enterprise", "%", 0, 0),
        ("action.enterprise", "SL0c", 1, 2),
        ("enterprise.unit", "ja", 1, 4),
        ("enterprise.unit", "ＪＡＱ", 1, 4),
        ("enterprise.unit", "zhangwan", 1, 2),
        ("enterprise.unit", "420303", 1, 2),
        ("enterprise.unit", "湾", 1, 2),
        ("enterprise.unit", "zz", 0, 0),
        ("action.done_on", "05", 1, 1),
    ],
)
def test_values_that_hold_words_are_summed_over_all_of_them_however_few_are_listed(
    filled: Store, office: Look, column: str, words: str, kinds: int, rows: int
) -> None:
    ledger, _, key = column.partition(".")
    found = filled.read(frequencies, office(), Query(ledger), key, words, 1, months=key == "done_on")
    assert (found.kinds, found.rows) == (kinds, rows)
    assert len(found.values) == min(kinds, 1)
