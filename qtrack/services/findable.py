"""What entries of a notice are found by: their words and the pinyin of these, as rows of a ledger are."""

from __future__ import annotations

from collections.abc import Mapping

from qtrack.domain.text import folded
from qtrack.ledgers.finding import spelled


def findable(words: Mapping[str, str]) -> dict[str, str]:
    """Give for each key what is looked at: the words folded, initials and pinyin, a line each."""
    return {key: "\n".join((folded(text), *spelled(folded(text)))) for key, text in words.items()}


def holds(found: str, typed: str) -> bool:
    """Say whether a text of `findable` holds every word typed."""
    return all(word in found for word in folded(typed).split())
