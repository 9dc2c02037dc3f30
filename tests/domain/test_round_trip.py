"""What is shown can be read again, for every kind whose words are not looked up."""

from datetime import date
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from qtrack.domain.fields import NAMED_KINDS, Field, Kind, NoNames
from qtrack.domain.text import narrow_letters, plain
from qtrack.domain.uscc import ALPHABET
from qtrack.domain.value import (
    FIRST_YEAR,
    LARGEST_COUNT,
    LARGEST_MONEY,
    LAST_YEAR,
    NOTE_LENGTH,
    Reading,
    UnreadableError,
    read_value,
    show_value,
)

NAMES = NoNames()
READING = Reading(date(2022, 11, 1), NAMES)


class Method(Enum):
    """Choices as ledgers have them."""

    STATISTICS = "统计方法"
    FIVE_S = "5S现场管理"
    TOUR = "产品质量“巡回问诊”"
    OTHER = "其他"


CHOICES = {Kind.CHOICE: tuple(Method), Kind.TICKS: tuple(Method)}
VALUES: dict[Kind, st.SearchStrategy[object]] = {
    Kind.TEXT: st.text(max_size=NOTE_LENGTH).map(plain).map(narrow_letters).filter(bool),
    Kind.NOTE: st.text(max_size=NOTE_LENGTH).map(lambda text: plain(text, lines=True)).filter(bool),
    Kind.DATE: st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
    Kind.YEAR: st.integers(FIRST_YEAR, LAST_YEAR),
    Kind.COUNT: st.integers(0, LARGEST_COUNT),
    Kind.MONEY: st.integers(0, LARGEST_MONEY),
    Kind.NUMBER: st.decimals(0, 10**9, places=4),
    Kind.FLAG: st.booleans(),
    Kind.CHOICE: st.sampled_from(Method),
    Kind.TICKS: st.sets(st.sampled_from(Method), min_size=1).map(
        lambda chosen: tuple(member for member in Method if member in chosen)
    ),
    Kind.CODE: st.text(ALPHABET, min_size=9, max_size=9).map(
        lambda rest: "91420100" + rest + uscc.calc_check_digit("91420100" + rest)
    ),
}


def test_every_kind_that_is_not_looked_up_has_values() -> None:
    assert set(VALUES) == set(Kind) - NAMED_KINDS


@pytest.mark.parametrize("kind", list(VALUES))
@given(chosen=st.data())
def test_a_value_shown_is_read_as_the_same_value(kind: Kind, chosen: st.DataObject) -> None:
    field = Field("key", "字段", kind, choices=CHOICES.get(kind, ()))
    value = chosen.draw(VALUES[kind])
    assert read_value(field, show_value(field, value, NAMES), READING) == value


@pytest.mark.parametrize("kind", list(VALUES))
@given(text=st.text(max_size=40) | st.text("0123456789.,-+百千万亿元年月日¥￥人一二两十零w。 ", max_size=12))
def test_any_text_is_read_or_refused_and_reads_the_same_once_shown(kind: Kind, text: str) -> None:
    field = Field("key", "字段", kind, choices=CHOICES.get(kind, ()))
    try:
        value = read_value(field, text, READING)
    except UnreadableError:
        return
    assert read_value(field, show_value(field, value, NAMES), READING) == value
