"""Days and years: every way to write them, and the one way they are shown."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from qtrack.domain.text import half_width
from qtrack.domain.unreadable import unreadable

FIRST_YEAR, LAST_YEAR = 1949, 2099
MONTHS = 12
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def read_date(text: str, today: date) -> date:
    """Read a day in any width and with any of the signs - / . 。 、 ， 年月日, or spaces between the numbers.

    With a year: 2022-3-25, 22-3-25, 20220325, 220325, two digits meaning 20xx. In today's year: 3-25, 3.25,
    0325, four digits always being month and day. In today's month: 25日, or 上月25日 in the one before.
    In today's week, Monday to Sunday: 周五; else 上周五. Said: 今天, 昨天, +7, -3, 月初, 上月底, 3月底, 年底.
    Numbers before 年月日 may be spelled: 三月二十五日. Behind a day its own weekday and a time may stand, as
    where it is pasted from: 2022-03-25 周五, 2022-03-25 00:00:00.
    UnreadableError says what to write instead.
    """
    words, weekday = _apart(_tidy(text))
    day = _said(words, today) or _written(words, text, today)
    if weekday and weekday != show_weekday(day):
        right = f"{show_date(day)} 是{show_weekday(day)}，不是{weekday}"
        raise unreadable(text, f"{right}，请写成 {show_date(day)} 或改正星期")
    _refuse_strange_year(day.year, text)
    return day


def read_year(text: str) -> int:
    """Read a year: 2022, 2022年, 2022年度."""
    match = re.fullmatch(_YEAR, half_width(text).replace(" ", ""))
    if not match:
        raise unreadable(text, "不是年份，请写成 2022")
    year = int(match["year"])
    _refuse_strange_year(year, text)
    return year


def show_date(day: date) -> str:
    """Give a day as 2022-03-25."""
    return day.isoformat()


def show_weekday(day: date) -> str:
    """Give the day of the week as 周五."""
    return WEEKDAYS[day.weekday()]


def last_of_month(year: int, month: int) -> int:
    """Give the number of the last day of a month."""
    return monthrange(year, month)[1]


def months_later(day: date, months: int) -> date:
    """Give the same day some months later, or earlier when negative; a short month's last day at most."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, last_of_month(year, month + 1)))


# Patterns stay text until they are needed: compiling them would be paid at every start.
# A short year takes no slash: spreadsheets also write 03/05/22 for the 5th of March.
_WRITTEN = (
    r"(?P<year>[0-9]{4}|[0-9]{2}(?!/))[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})[日号]?",
    r"(?P<year>[0-9]{4}|[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    r"(?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})[日号]?",
    r"(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    r"(?:(?P<which>[本这上下])个?月)?(?P<day>[0-9]{1,2})[日号]",
)
_YEAR = r"(?P<year>[0-9]{4})(?:年度?)?"
_BETWEEN_NUMBERS = r"(?<=[0-9])\s+(?=[0-9])"
# Wide stops and the dashes an input method gives, whose width alone is not what differs.
_SIGNS = str.maketrans("。、,·\u2010\u2012\u2013\u2014\u2212", "....-----")
_DIGITS_ARE = {4: "4 位数字读作月日，如 0325", 6: "6 位数字读作年月日，如 220325"}
_CENTURY = 2000
_TIME = r"(?<=[0-9日号])(?:\s+|T)(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?$"
_WITH_WEEKDAY = (
    r"(?P<day>.*[0-9日号])(?P<open>[(]?)(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?(open)[)]?)"
)
_DIGITS = "零一二三四五六七八九"
_SPELLED = (
    rf"[\u3007\u25cb{_DIGITS}]{{1,4}}(?=[年月日号])"
    r"|(?P<tens>[二三四五六七八九]?)十(?P<ones>[一二三四五六七八九]?)(?=[月日号])"
)


def _tidy(text: str) -> str:
    words = re.sub(_TIME, "", half_width(text).strip()).translate(_SIGNS)
    words = re.sub(r"\s+", "", re.sub(_BETWEEN_NUMBERS, "-", words))
    return re.sub(_SPELLED, _in_digits, words)


def _in_digits(match: re.Match[str]) -> str:
    """Give a spelled number in digits: 二十五 is 25, 二〇二二 is 2022."""
    if match["tens"] is None:
        return "".join(str(max(_DIGITS.find(sign), 0)) for sign in match[0])
    return f"{_DIGITS.find(match['tens'] or '一')}{_DIGITS.find(match['ones'] or '零')}"


def _apart(words: str) -> tuple[str, str]:
    """Take the weekday off that stands behind a day; an empty one where there is none."""
    match = re.fullmatch(_WITH_WEEKDAY, words)
    return (match["day"], f"周{match['weekday'].replace('天', '日')}") if match else (words, "")


def _written(words: str, text: str, today: date) -> date:
    match = next(filter(None, (re.fullmatch(form, words) for form in _WRITTEN)), None)
    if not match:
        raise unreadable(text, "不是日期，请写成 2022-03-25、3-25 或 0325")
    parts = match.groupdict()
    around = months_later(today.replace(day=1), _AWAY[parts.get("which")])
    said_year = parts.get("year") or str(around.year)
    year = int(said_year) + (_CENTURY if len(said_year) == len("22") else 0)
    _refuse_strange_year(year, text)
    month, day = int(parts.get("month") or around.month), int(parts["day"])
    if not 1 <= month <= MONTHS:
        how = _DIGITS_ARE.get(len(words), "") if words.isdecimal() else ""
        raise unreadable(text, f"这一天不存在，没有 {month} 月，{how or '请写成 2022-03-25'}")
    last = last_of_month(year, month)
    if not 1 <= day <= last:
        raise unreadable(text, f"这一天不存在，{year} 年 {month} 月请写 1 至 {last} 日")
    return date(year, month, day)


def _refuse_strange_year(year: int, text: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise unreadable(text, f"年份应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间")


def _said(words: str, today: date) -> date | None:
    if words in _SPOKEN:
        return today + timedelta(days=_SPOKEN[words])
    for form, find in _SAID:
        match = re.fullmatch(form, words)
        if match:
            return find(match, today)
    return None


def _days_away(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=int(match["days"]))


def _day_of_week(match: re.Match[str], today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    weekday = min("一二三四五六日天".index(match["weekday"]), len(WEEKDAYS) - 1)
    return monday + timedelta(weeks=_AWAY[match["which"]], days=weekday)


def _edge_of_month(match: re.Match[str], today: date) -> date:
    if match["month"]:
        first = date(today.year, int(match["month"]), 1)
    else:
        first = months_later(today.replace(day=1), _AWAY[match["which"]])
    return first.replace(day=1 if match["edge"] == "初" else last_of_month(first.year, first.month))


def _edge_of_year(match: re.Match[str], today: date) -> date:
    year = today.year + _AWAY[match["which"]]
    return date(year, 1, 1) if match["edge"] == "初" else date(year, MONTHS, 31)


_SPOKEN = {
    "大前天": -3,
    **dict.fromkeys(("前天", "前日"), -2),
    **dict.fromkeys(("昨天", "昨日"), -1),
    **dict.fromkeys(("今天", "今日"), 0),
    **dict.fromkeys(("明天", "明日"), 1),
    "后天": 2,
}
_AWAY: dict[str | None, int] = {
    None: 0,
    **dict.fromkeys("本这今", 0),
    **dict.fromkeys("上去", -1),
    **dict.fromkeys("下明", 1),
}
_SAID: tuple[tuple[str, Callable[[re.Match[str], date], date]], ...] = (
    (r"(?P<days>[+-][0-9]{1,3})天?", _days_away),
    (r"(?:(?P<which>[本这上下])个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])", _day_of_week),
    (r"(?:(?P<which>[本这上下])个?月?|(?P<month>0?[1-9]|1[0-2]))?月(?P<edge>[初底末])", _edge_of_month),
    (r"(?:(?P<which>[本今去上明])年?)?年(?P<edge>[初底末])", _edge_of_year),
)
