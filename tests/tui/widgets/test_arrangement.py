"""An arrangement is a value: it can be kept, read back and laid over columns that have changed since."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.tui.widgets.arrangement import NARROWEST, WIDEST, Arrangement
from qtrack.tui.widgets.cells import Column

KEYS = ("a", "b", "c", "d")
COLUMNS = tuple(Column(key, key, 6, flex=key == "d") for key in KEYS)
WHOLE = Arrangement().completed(COLUMNS)


def shown(arrangement: Arrangement) -> str:
    return "".join(column.key for column in arrangement.applied(COLUMNS))


def test_nothing_arranged_shows_the_columns_as_declared() -> None:
    assert Arrangement().applied(COLUMNS) == COLUMNS


@pytest.mark.parametrize(
    ("key", "step", "after"),
    [
        ("b", 1, "acbd"),
        ("b", 9, "acdb"),
        ("d", -1, "abdc"),
        ("d", -9, "adbc"),
        ("b", -1, "abcd"),
        ("a", 2, "abcd"),
    ],
)
def test_a_column_moves_but_never_past_the_first(key: str, step: int, after: str) -> None:
    assert shown(WHOLE.move(key, step)) == after


def test_a_hidden_column_is_passed_in_the_same_step() -> None:
    moved = WHOLE.hide("c").move("b", 1)
    assert shown(moved) == "adb"
    assert set(moved.show_all().order) == set(KEYS)


def test_a_chosen_width_no_longer_flexes() -> None:
    last = WHOLE.resize("d", 2, 30).applied(COLUMNS)[-1]
    assert (last.width, last.flex, last.fixed) == (32, False, True)


def test_columns_that_came_or_went_since_do_no_harm() -> None:
    kept = Arrangement(("gone", "c", "a"), frozenset({"gone", "a", "b"}), {"gone": 5})
    assert shown(kept) == "acd"
    assert kept.completed(COLUMNS) == Arrangement(("a", "c", "b", "d"), frozenset({"b"}))


def test_no_columns_can_be_arranged() -> None:
    assert Arrangement(("a",)).applied(()) == ()


steps = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.sampled_from(KEYS), st.integers(-5, 5)),
        st.tuples(st.just("hide"), st.sampled_from(KEYS), st.just(0)),
        st.tuples(st.just("resize"), st.sampled_from(KEYS), st.integers(-99, 99)),
        st.tuples(st.just("show"), st.just(""), st.just(0)),
    )
)


@given(steps)
def test_whatever_a_person_does_no_column_is_lost(deeds: list[tuple[str, str, int]]) -> None:
    arrangement = WHOLE
    for deed, key, number in deeds:
        if deed == "move":
            arrangement = arrangement.move(key, number)
        elif deed == "hide":
            arrangement = arrangement.hide(key)
        elif deed == "resize":
            arrangement = arrangement.resize(key, number, 10)
        else:
            arrangement = arrangement.show_all()
    assert sorted(arrangement.order) == sorted(KEYS)
    assert shown(arrangement)[0] == "a"
    assert all(NARROWEST <= width <= WIDEST for width in arrangement.widths.values())


@given(st.dictionaries(st.sampled_from(KEYS), st.integers()))
def test_a_width_out_of_a_file_is_brought_within_bounds(widths: dict[str, int]) -> None:
    columns = Arrangement(widths=widths).applied(COLUMNS)
    assert all(NARROWEST <= column.width <= WIDEST for column in columns if column.key in widths)
