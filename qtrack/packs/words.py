"""What stands in the document of a pack in words, for lists on screens and command lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from qtrack.domain.text import plain
from qtrack.domain.value import show_date

LONGEST = 60
"""Signs of a text that are shown."""


def raw_words(value: Any) -> str:  # noqa: ANN401 - whatever TOML holds
    """Give a value of TOML on one line, long texts cut."""
    if isinstance(value, list):
        return "、".join(raw_words(one) for one in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, date):
        return show_date(value)
    words = plain("" if value is None else str(value))
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…（共 {len(words)} 字）"
