"""Column types that carry a field's kind, and the words about a column."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Integer, String, TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

UID_LENGTH = 36
UNIT_LENGTH = 6


def about(label: str, hint: str = "", width: int = 12) -> dict[str, Any]:
    """Say what a column cannot know of itself: its Chinese label, a hint, its width in terminal cells."""
    return {"label": label, "hint": hint, "width": width}


class Year(TypeDecorator[int]):
    """A year of the calendar."""

    impl = Integer
    cache_ok = True


class Money(TypeDecorator[int]):
    """An amount in 分."""

    impl = BigInteger
    cache_ok = True


class CreditCode(TypeDecorator[str]):
    """A 统一社会信用代码."""

    impl = String(18)
    cache_ok = True


class UnitCode(TypeDecorator[str]):
    """A unit's six-digit code."""

    impl = String(UNIT_LENGTH)
    cache_ok = True


class EntryKey(TypeDecorator[str]):
    """An entry of a notice as "programme/entry"; `list_` names the programme's list it stands in."""

    impl = String(80)
    cache_ok = True

    def __init__(self, list_: str) -> None:
        super().__init__()
        self.list_ = list_


class Exact(TypeDecorator[Decimal]):
    """A number as exact as it was written, stored as its digits: SQLite knows no decimal numbers."""

    impl = String(24)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Store the digits."""
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Give the number back."""
        return None if value is None else Decimal(value)


class Choice(TypeDecorator[Enum]):
    """A member of an Enum, stored by its name and shown by its value."""

    impl = String(24)
    cache_ok = True

    def __init__(self, members: type[Enum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: Enum | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Store the name."""
        return None if value is None else value.name

    def process_result_value(self, value: str | None, dialect: Dialect) -> Enum | None:  # noqa: ARG002
        """Give the member back."""
        return None if value is None else self.members[value]


class Ticks(TypeDecorator[tuple[Enum, ...]]):
    """Several members of an Enum, stored as names between commas: `,METROLOGY,STANDARDS,`."""

    impl = String(240)
    cache_ok = True

    def __init__(self, members: type[Enum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: tuple[Enum, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Store the names."""
        return None if value is None else f",{','.join(member.name for member in value)},"

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Enum, ...] | None:  # noqa: ARG002
        """Give the members back."""
        return (
            None
            if value is None
            else tuple(self.members[name] for name in value.strip(",").split(",") if name)
        )


def like_words(words: str) -> str:
    """Give the LIKE pattern for a text that holds these words, their own wildcards taken letter by letter."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
