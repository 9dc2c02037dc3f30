"""A selection says which rows are meant without holding them."""

from hypothesis import given
from hypothesis import strategies as st

from qtrack.tui.widgets.pages import PAGE
from qtrack.tui.widgets.selection import ALL, NONE, Extent, Selection

keys = st.text("abcdef", min_size=1, max_size=1)
selections = st.builds(Selection, st.frozensets(keys), st.booleans())


@given(selections, keys)
def test_a_row_turned_over_twice_is_as_before(selection: Selection, key: str) -> None:
    assert (key in selection.toggled(key)) != (key in selection)
    assert selection.toggled(key).toggled(key) == selection


@given(selections, st.frozensets(keys))
def test_rows_added_are_in_and_others_as_they_were(selection: Selection, more: frozenset[str]) -> None:
    both = selection.with_rows(more)
    assert all((key in both) == (key in selection or key in more) for key in "abcdef")
    assert both.count(6) == sum(key in both for key in "abcdef")


def test_an_empty_selection_is_false_and_all_is_true() -> None:
    assert not NONE
    assert ALL
    assert ALL.count(1_000_000) == 1_000_000


@given(st.integers(0, 30), st.lists(st.integers(-12, 12)), st.frozensets(st.integers(0, 30)))
def test_a_run_holds_what_lies_between_its_anchor_and_where_it_has_come(
    anchor: int, moves: list[int], absent: frozenset[int]
) -> None:
    extent = Extent(anchor, str(anchor), NONE)
    for rows in moves:
        extent.aim(rows, 31)
        extent.go(lambda index: None if index in absent else str(index))
        between = range(min(anchor, extent.at), max(anchor, extent.at) + 1)
        assert extent.selection == Selection(frozenset(map(str, between)))
        assert extent.lacks is None or extent.lacks in absent
    extent.go(str)
    assert extent.lacks is None


def test_a_run_waits_for_no_more_than_a_page() -> None:
    extent = Extent(5, "5", NONE)
    for _ in range(3):
        extent.aim(10_000, 1_000_000)
        extent.go(lambda _index: None)
    extent.go(str)
    assert extent.at == 5 + PAGE
