"""How standings look: a tone and a mark for each verdict, numbers as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from qtrack.domain.due import DueStanding, DueState
from qtrack.domain.planning import Planned, working_words
from qtrack.domain.programme import Strength
from qtrack.domain.standing import FloorStanding, Standing, Verdict
from qtrack.domain.terms import UNCONFIRMED
from qtrack.domain.value import show_date, show_rate, show_weekday
from qtrack.tui.widgets.cells import Cell, Tone

VERDICT_TONES: dict[Verdict, Tone] = {
    Verdict.MET: "good",
    Verdict.ON_PACE: "",
    Verdict.BEHIND: "warn",
    Verdict.UNMET: "bad",
    Verdict.OPEN: "dim",
}
VERDICT_MARKS = {Verdict.MET: "√", Verdict.BEHIND: "!", Verdict.UNMET: "×"}

DUE_TONES: dict[DueState, Tone] = {
    DueState.DONE: "good",
    DueState.LATE: "warn",
    DueState.OVERDUE: "bad",
    DueState.SOON: "warn",
    DueState.OPEN: "",
    DueState.PASSED: "dim",
    DueState.ABOVE: "dim",
}
DUE_MARKS = {DueState.DONE: "√", DueState.LATE: "√", DueState.OVERDUE: "×", DueState.SOON: "!"}


UNCONFIRMED_SIGN = "核"
"""Stands before what was shifted from another year and nobody has confirmed; F1 says what it means."""


def number(value: int | None, missing: str = "-") -> str:
    """Give a count with thousands separated."""
    return missing if value is None else f"{value:,}"


def number_cell(standing: Standing) -> Cell:
    """Give the number a unit has to reach; one a city set itself says so (自定), and one nobody confirmed."""
    words = number(standing.number)
    if standing.own:
        return Cell(f"自定{words}", "dim")
    return Cell(waiting(words, unconfirmed=standing.unconfirmed), "warn" if standing.unconfirmed else "")


def waiting(words: str, *, unconfirmed: bool) -> str:
    """Give a number or a day for a narrow cell, with a sign where nobody has confirmed it (待核)."""
    return f"{UNCONFIRMED_SIGN}{words}" if unconfirmed else words


def rate_cell(standing: Standing) -> Cell:
    """Give the share done with its verdict's mark and tone."""
    mark = VERDICT_MARKS.get(standing.verdict, " ")
    return Cell(f"{show_rate(standing.rate)}{mark}", VERDICT_TONES[standing.verdict])


def bar_cell(standing: Standing) -> Cell:
    """Give the share done as a bar with the pace marked."""
    if standing.rate is None:
        return Cell("")
    return Cell("", VERDICT_TONES[standing.verdict], bar=standing.rate, pace=standing.pace)


def unmet_tone(strength: Strength) -> Tone:
    """Give the tone of a floor that is not met: red, unless the notice only aims or encourages (X9)."""
    return "warn" if strength in (Strength.AIM, Strength.ENCOURAGED) else "bad"


def met_cell(standing: FloorStanding, unmet: Tone) -> Cell:
    """Give whether a floor is met."""
    return Cell("√ 达标", "good") if standing.met else Cell("× 未达", unmet)


def due_day(due: DueStanding) -> str:
    """Give a deadline's day as 2022-12-15 周四."""
    return f"{show_date(due.due_on)} {show_weekday(due.due_on)}"


def due_title(due: DueStanding, here: str, names: Mapping[str, str]) -> Cell:
    """Give a deadline's title, with its notice by these `names` where that is not the one looked at."""
    return Cell(due.title if due.programme == here else f"{due.title}（{names[due.programme]}）")


def due_words(due: DueStanding) -> Cell:
    """Give days left and state; several senders are counted."""
    mark = DUE_MARKS.get(due.state, " ")
    words = due.state.value
    if due.state in (DueState.DONE, DueState.LATE) and due.submitted_on:
        words = f"{words} {show_date(due.submitted_on)}"
    elif due.owing > 1:
        words = f"{words} {due.submitted}/{due.owing} 已报"
    later = " 已延期" if due.due_on > due.printed_on else ""
    open_ = f" {UNCONFIRMED}" if due.unconfirmed else ""
    lacking = f" 缺{len(due.lacking)}样" if due.submitted_on and due.lacking else ""
    return Cell(f"{mark} {words}{lacking}{later}{open_}", "warn" if lacking else DUE_TONES[due.state])


def due_things(due: DueStanding) -> Cell:
    """Give the things a deadline asks for: each ticked, or of several senders how many sent it."""
    if due.owing > 1:
        words = "　".join(f"{one.words} {one.sent}/{due.owing}" for one in due.deliverables)
    elif due.owing:
        words = "　".join(f"{'√' if one.sent else '×'}{one.words}" for one in due.deliverables)
    else:
        words = "、".join(one.words for one in due.deliverables)
    if due.submitted_on is None:
        return Cell(words)
    return Cell(words, "warn" if due.lacking else "good")


def plan_words(one: Planned, today: date) -> str:
    """Give workdays left, working dates and the reminder of today or the next, as one line."""
    parts = [one.workdays_words]
    if one.working:
        parts.append(f"倒排 {working_words(one.working)}")
    coming = one.next_reminder(today)
    if any(day == today for day, _ in one.remind_on):
        parts.append(f"! 今天提醒（提前 {one.reminder(today)} 天）")
    elif coming:
        parts.append(f"下次提醒 {coming[0]:%m-%d}（提前 {coming[1]} 天）")
    return "　".join(parts)
