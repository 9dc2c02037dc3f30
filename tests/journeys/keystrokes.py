"""How many keys a quick typist presses: for words anywhere, and for rows of a spreadsheet with its helps.

docs/entry-speed.md says what is counted and why; the numbers stand here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

PER_CHARACTER = 3
"""Keys for a Chinese character: two of double pinyin, one to choose."""

LOWEST_PER_CHARACTER = 2
"""The same for a typist who never has to choose."""


class Hand:
    """Counts keys; knows whether the input method stands on Chinese, for changing over is a key too."""

    def __init__(self, per_character: int) -> None:
        self.keys = 0
        self.per_character = per_character
        self._chinese = False

    def press(self, times: int = 1) -> None:
        """Press keys that are no text; a chord such as Ctrl+D is one."""
        self.keys += times

    def write(self, text: str) -> None:
        """Type a text."""
        for sign in text:
            if sign.isalpha():
                chinese = not sign.isascii()
                self.keys += chinese != self._chinese
                self._chinese = chinese
            self.keys += 1 if sign.isascii() else self.per_character


@dataclass(frozen=True, slots=True)
class Firm:
    """A registered firm."""

    name: str
    code: str
    unit: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What is to be keyed: an action for a firm; blank texts are blank fields."""

    firm: Firm
    day: date
    kind: str
    provider: str
    need: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a spreadsheet is laid out.

    `codes`: it repeats the firm's code. `prepared`: somebody has set up a drop-down of all firms that narrows
    while one types, and formulas that fetch code and unit.
    """

    codes: bool = False
    prepared: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """What the sheet's drop-downs offer, and the day Ctrl+; writes."""

    firms: Sequence[str]
    kinds: Sequence[str]
    today: date


def sheet_keys(visits: Sequence[Visit], sheet: Sheet, lists: Lists, hand: Hand) -> int:
    """Count the keys for these rows, typed from left to right, each cell in the cheapest way there is.

    Tab goes right, and Enter after the last filled cell to the beginning of the next row.
    """
    columns: dict[str, list[str]] = {}
    for visit in visits:
        cells = _cells(visit, sheet, lists.today)
        last = max(at for at, (_, text) in enumerate(cells) if text)
        for column, text in cells[: last + 1]:
            above = columns.setdefault(column, [])
            if column == "企业" and sheet.prepared:
                hand.write(_shortest_part(text, lists.firms))
                hand.press()  # Enter in the list
            elif text:
                _cell(text, column, above, lists.kinds, hand)
            above.append(text)
            hand.press()  # Tab or Enter
    return hand.keys


def _cells(visit: Visit, sheet: Sheet, today: date) -> list[tuple[str, str]]:
    day = "今天" if visit.day == today else f"{visit.day.month}-{visit.day.day}"
    known = [("信用代码", visit.firm.code)] if sheet.codes else []
    known.append(("所属单位", visit.firm.unit))
    return [
        ("企业", visit.firm.name),
        *([] if sheet.prepared else known),
        ("行动日期", day),
        ("行动形式", visit.kind),
        ("服务机构", visit.provider),
        ("企业需求", visit.need),
        ("成效", visit.result),
    ]


def _cell(text: str, column: str, above: Sequence[str], kinds: Sequence[str], hand: Hand) -> None:
    """Fill one cell: as above, today, from the drop-down, or typed until the sheet completes it."""
    if above and above[-1] == text:
        hand.press()  # Ctrl+D
    elif column == "行动日期":
        if text == "今天":
            hand.press()  # Ctrl+;
        else:
            hand.write(text)
    elif column == "行动形式":
        typed = _completed(text, above)
        dropped = 1 + kinds.index(text) + 1 + 1  # Alt+Down, down to it, Enter
        if len(typed) * hand.per_character <= dropped:
            hand.write(typed)
        else:
            hand.press(dropped)
    else:
        hand.write(_completed(text, above))


def _completed(text: str, above: Iterable[str]) -> str:
    """Give as much of a text as must be typed until the column's earlier entries complete it."""
    entries = set(above)
    for length in range(1, len(text)):
        if {entry for entry in entries if entry.startswith(text[:length])} == {text}:
            return text[:length]
    return text


def _shortest_part(name: str, names: Iterable[str]) -> str:
    """Give the shortest part of a name that no other name holds."""
    others = [other for other in names if other != name]
    parts = (name[at : at + size] for size in range(1, len(name)) for at in range(len(name) - size + 1))
    return next((part for part in parts if not any(part in other for other in others)), name)
