"""Days and years as people write them, as tables."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.days import FIRST_YEAR, LAST_YEAR, months_later
from qtrack.domain.value import UnreadableError, read_date, read_year, show_date, show_weekday

TODAY = date(2022, 11, 1)
"""A Tuesday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-03-25", date(2022, 3, 25)),
        ("2022-3-25", date(2022, 3, 25)),
        ("2022/3/25", date(2022, 3, 25)),
        ("2022.3.25", date(2022, 3, 25)),
        ("20220325", date(2022, 3, 25)),
        ("2022年3月25日", date(2022, 3, 25)),
        ("2022 年 3 月 25 日", date(2022, 3, 25)),
        ("２０２２－０３－２５", date(2022, 3, 25)),
        ("２０２２年３月２５日", date(2022, 3, 25)),
        ("２０２２．３．２５", date(2022, 3, 25)),
        ("2022。3。25", date(2022, 3, 25)),
        ("2022、3、25", date(2022, 3, 25)),
        ("２０２２／３／２５", date(2022, 3, 25)),
        ("2022—3—25", date(2022, 3, 25)),
        ("2022 3 25", date(2022, 3, 25)),
        ("2022年3月25号", date(2022, 3, 25)),
        ("22-3-25", date(2022, 3, 25)),
        ("22.03.25", date(2022, 3, 25)),
        ("22年3月25日", date(2022, 3, 25)),
        ("220325", date(2022, 3, 25)),
        ("２２０３２５", date(2022, 3, 25)),
        ("0325", date(2022, 3, 25)),
        ("０３２５", date(2022, 3, 25)),
        ("1231", date(2022, 12, 31)),
        ("3.25", date(2022, 3, 25)),
        ("3。25", date(2022, 3, 25)),
        ("3、25", date(2022, 3, 25)),
        ("3，25", date(2022, 3, 25)),
        ("3,25", date(2022, 3, 25)),
        ("2022，3，25", date(2022, 3, 25)),
        ("三月二十五日", date(2022, 3, 25)),
        ("十二月十日", date(2022, 12, 10)),
        ("十二月三十一号", date(2022, 12, 31)),
        ("二〇二二年三月二十五日", date(2022, 3, 25)),
        ("二零二二年三月五日", date(2022, 3, 5)),
        ("二○二二年十月一日", date(2022, 10, 1)),
        ("二十五日", date(2022, 11, 25)),
        ("上月二十五日", date(2022, 10, 25)),
        ("三月底", date(2022, 3, 31)),
        ("2022-03-25 周五", date(2022, 3, 25)),
        ("２０２２－０３－２５　星期五", date(2022, 3, 25)),
        ("3月25日（星期五）", date(2022, 3, 25)),
        ("0325周五", date(2022, 3, 25)),
        ("2022-03-25 00:00:00", date(2022, 3, 25)),
        ("2022/3/25 0:00", date(2022, 3, 25)),
        ("2022-03-25T14:30:00.000", date(2022, 3, 25)),
        ("2022年3月25日 14：30", date(2022, 3, 25)),
        ("3 25", date(2022, 3, 25)),
        (" 3-25　", date(2022, 3, 25)),
        ("3月25号", date(2022, 3, 25)),
        ("25日", date(2022, 11, 25)),
        ("25号", date(2022, 11, 25)),
        ("２５ 日", date(2022, 11, 25)),
        ("本月25日", date(2022, 11, 25)),
        ("上月31日", date(2022, 10, 31)),
        ("上个月3号", date(2022, 10, 3)),
        ("3-25", date(2022, 3, 25)),
        ("3/25", date(2022, 3, 25)),
        ("3月25日", date(2022, 3, 25)),
        ("３月２５日", date(2022, 3, 25)),
        ("2024-2-29", date(2024, 2, 29)),
        ("今天", TODAY),
        ("今日", TODAY),
        ("昨天", date(2022, 10, 31)),
        ("昨日", date(2022, 10, 31)),
        ("前天", date(2022, 10, 30)),
        ("明天", date(2022, 11, 2)),
        ("后天", date(2022, 11, 3)),
        ("月初", TODAY),
        ("月底", date(2022, 11, 30)),
        ("本月底", date(2022, 11, 30)),
        ("上月底", date(2022, 10, 31)),
        ("上个月末", date(2022, 10, 31)),
        ("下月初", date(2022, 12, 1)),
        ("2月底", date(2022, 2, 28)),
        ("２月末", date(2022, 2, 28)),
        ("12月底", date(2022, 12, 31)),
        ("年初", date(2022, 1, 1)),
        ("年底", date(2022, 12, 31)),
        ("今年年底", date(2022, 12, 31)),
        ("去年底", date(2021, 12, 31)),
        ("周二", TODAY),
        ("周五", date(2022, 11, 4)),
        ("星期一", date(2022, 10, 31)),
        ("周日", date(2022, 11, 6)),
        ("星期天", date(2022, 11, 6)),
        ("本周一", date(2022, 10, 31)),
        ("上周五", date(2022, 10, 28)),
        ("上个星期五", date(2022, 10, 28)),
        ("下周一", date(2022, 11, 7)),
        ("+7", date(2022, 11, 8)),
        ("＋７", date(2022, 11, 8)),
        ("-1", date(2022, 10, 31)),
        ("－３", date(2022, 10, 29)),
        ("+7天", date(2022, 11, 8)),
        ("+0", TODAY),
    ],
)
def test_a_date_is_read_in_every_form(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


def test_a_short_date_follows_the_leap_year_of_today() -> None:
    assert read_date("2-29", date(2024, 1, 1)) == date(2024, 2, 29)
    with pytest.raises(UnreadableError, match="不存在"):
        read_date("2-29", TODAY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2022-02-29", "不存在，2022 年 2 月请写 1 至 28 日"),
        ("0231", "不存在，2022 年 2 月请写 1 至 28 日"),
        ("20220431", "不存在，2022 年 4 月请写 1 至 30 日"),
        ("220431", "不存在，2022 年 4 月请写 1 至 30 日"),
        ("4-31", "不存在，2022 年 4 月请写 1 至 30 日"),
        ("31日", "不存在，2022 年 11 月请写 1 至 30 日"),
        ("3-0", "不存在，2022 年 3 月请写 1 至 31 日"),
        ("2022-13-01", "没有 13 月，请写成 2022-03-25"),
        ("2022-00-10", "没有 0 月，请写成 2022-03-25"),
        ("13.45", "没有 13 月，请写成 2022-03-25"),
        ("2022", "没有 20 月，4 位数字读作月日，如 0325"),
        ("202203", "没有 22 月，6 位数字读作年月日，如 220325"),
        ("2022-03-25 周四", "是周五，不是周四，请写成 2022-03-25 或改正星期"),
        ("三十三月一日", "没有 33 月"),
        ("二月三十日", "2022 年 2 月请写 1 至 28 日"),
        ("0022-03-25", "年份应在 1949 到 2099 之间"),
        ("2202-03-25", "年份应在 1949 到 2099 之间"),
        ("1900-01-01", "年份应在 1949 到 2099 之间"),
        *(
            (text, "不是日期，请写成 2022-03-25、3-25 或 0325")
            for text in (
                "2022-03",
                "3月",
                "325",
                "25",
                "22325",
                "1,200",
                "三月",
                "十十月一日",
                "00:00:00",
                "2022-03-25 25:99",
                "03/05/22",
                "22/3/25",
                "3/25/2022",
                "13月底",
                "周八",
                "大后年",
                "+٣",
                "٣-٢٥",
                "+9999",
                "3-25-",
                "0 3 2 5",
                "9.1-9.30",
                "[/]",
            )
        ),
    ],
)
def test_an_impossible_date_is_refused_with_its_text(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as refused:
        read_date(text, TODAY)
    assert f"“{text}”" in str(refused.value)


def test_a_page_pasted_into_a_day_is_quoted_only_at_its_beginning() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_date("示例" * 500, TODAY)
    assert len(str(refused.value)) < 150


def test_days_said_at_the_end_of_a_month_stay_in_the_month_they_name() -> None:
    assert read_date("上月底", date(2022, 3, 31)) == date(2022, 2, 28)
    assert read_date("下月初", date(2022, 12, 31)) == date(2023, 1, 1)
    assert read_date("上月底", date(2022, 1, 31)) == date(2021, 12, 31)
    assert read_date("周一", date(2022, 11, 6)) == date(2022, 10, 31)
    with pytest.raises(UnreadableError, match="2022 年 2 月请写 1 至 28 日"):
        read_date("上月30日", date(2022, 3, 31))


@pytest.mark.parametrize("text", ["+7", "下月底", "明天"])
def test_a_day_said_beyond_the_last_year_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="年份应在"):
        read_date(text, date(LAST_YEAR, 12, 31))


DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
WIDE = str.maketrans("0123456789-/.+", "０１２３４５６７８９－／．＋")


@given(DAYS, DAYS, st.sampled_from(["-", "/", ".", "。", "、", " "]))
def test_a_day_is_read_whatever_stands_between_its_numbers(day: date, today: date, sign: str) -> None:
    full = f"{day.year}{sign}{day.month}{sign}{day.day}"
    short = f"{day.month}{sign}{day.day}"
    assert read_date(full, today) == read_date(full.translate(WIDE), today) == day
    assert read_date(short, day) == read_date(short.translate(WIDE), day) == day


@given(DAYS, DAYS)
def test_a_day_is_read_from_its_digits_alone(day: date, today: date) -> None:
    assert read_date(f"{day:%Y%m%d}", today) == day
    assert read_date(f"{day:%m%d}", day) == day
    assert read_date(f"{day.day}日", day) == day
    if day.year >= 2000:
        assert read_date(f"{day:%y%m%d}", today) == day


@given(DAYS, st.integers(-999, 999))
def test_days_away_are_counted_from_today(today: date, days: int) -> None:
    try:
        day = read_date(f"{days:+d}", today)
    except UnreadableError:
        assert (
            not date(FIRST_YEAR, 1, 1).toordinal()
            <= today.toordinal() + days
            <= date(LAST_YEAR, 12, 31).toordinal()
        )
    else:
        assert (day - today).days == days


@given(DAYS, st.sampled_from("一二三四五六日"))
def test_a_weekday_is_in_the_week_of_today(today: date, weekday: str) -> None:
    day = read_date(f"本周{weekday}", date(2022, 1, 1) if today.year in (FIRST_YEAR, LAST_YEAR) else today)
    assert show_weekday(day) == f"周{weekday}"


@given(
    st.text(max_size=20) | st.text("0123456789年月日号周星期上下本个初底末今去天+-./。 ", max_size=10), DAYS
)
def test_any_text_is_a_day_within_the_years_or_refused_with_what_to_write(text: str, today: date) -> None:
    try:
        day = read_date(text, today)
    except UnreadableError as error:
        assert any(way in str(error) for way in ("请写", "读作", "应在"))  # noqa: PT017 - both ends are right
    else:
        assert FIRST_YEAR <= day.year <= LAST_YEAR


@given(DAYS, st.integers(-600, 600))
def test_months_later_keeps_the_day_or_takes_the_last(day: date, months: int) -> None:
    moved = months_later(day, months)
    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("text", "year"), [("2022", 2022), ("２０２２", 2022), ("2022年", 2022), ("2022年度", 2022)]
)
def test_a_year_is_read(text: str, year: int) -> None:
    assert read_year(text) == year


@pytest.mark.parametrize("text", ["22", "20222", "2,022", "1900", "2202", "今年", "2022-03"])
def test_what_is_no_year_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(UnreadableError, match="年") as refused:
        read_year(text)
    assert f"“{text}”" in str(refused.value)


def test_a_day_and_its_weekday_are_shown() -> None:
    assert show_date(date(2022, 3, 25)) == "2022-03-25"
    assert show_weekday(date(2022, 3, 25)) == "周五"
