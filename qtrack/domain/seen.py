"""What is already known about a text a person has just written in a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Seen:
    """Texts for other blanks by the key of their field, and a remark to show beside this one.

    A `problem` is a remark on something that will not do as it stands. Nothing known is `Seen()`.
    """

    fills: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""
    problem: bool = False
