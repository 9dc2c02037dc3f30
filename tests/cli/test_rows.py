"""Adding and listing rows: what people type comes back as they typed it."""

import json
import re
from pathlib import Path

import openpyxl
import pytest
from journey import JIANGAN, TRAINING, Bench

HOSTILE = (
    "[/]",
    "[@click=app.quit]x[/]",
    "=1+1",
    "+1",
    "-1",
    "@sum(1)",
    "{=1}",
    "示例𬭚",
    "http://x",
    "＝示例＋",
)


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data."""
    return Bench.of_wuhan(tmp_path, capsys, monkeypatch)


def firm(name: str) -> tuple[str, ...]:
    """Give what adds a firm of this name."""
    return ("add", "enterprise", f"unit={JIANGAN}", f"企业名称={name}", "规上=否")


def test_hostile_names_are_kept_listed_and_exported_as_the_text_they_are(wuhan: Bench) -> None:
    for name in HOSTILE:
        wuhan.good(*firm(name), "--explain", "示例：属实")
    listed = json.loads(wuhan.good("list", "enterprise", "--json"))
    assert [row["name"] for row in listed] == list(reversed(HOSTILE))
    out = wuhan.folder / "企业.xlsx"
    wuhan.good("export", "企业", str(out))
    cells = [cell for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for cell in row]
    assert set(HOSTILE) <= {cell.value for cell in cells if cell.data_type == "s"}
    assert [cell for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_control_characters_go_on_entry(wuhan: Bench) -> None:
    wuhan.good(*firm("示例\x1b[31m厂\u202e"))
    assert json.loads(wuhan.good("list", "enterprise", "--json"))[0]["name"] == "示例[31m厂"
    assert "\x1b" not in wuhan.good("list", "enterprise")


def test_a_list_is_aligned_in_cells_and_counted(wuhan: Bench) -> None:
    wuhan.good(*firm("示例厂"))
    wuhan.good(*firm("abc"))
    assert wuhan.good("list", "enterprise").splitlines() == [
        "企业名称  所属单位  统一社会信用代码  规上",
        "abc       江岸区                      否",
        "示例厂    江岸区                      否",
        "共 2 条",
    ]


def test_a_list_is_narrowed_by_words_taken_letter_by_letter(wuhan: Bench) -> None:
    for name in ("示例100%厂", "示例100厂"):
        wuhan.good(*firm(name))
    assert wuhan.good("list", "enterprise", "--find", "0%").splitlines()[-1] == "共 1 条"
    assert wuhan.good("list", "enterprise", "--find", "\udcff100\x1b").splitlines()[-1] == "共 2 条"
    assert wuhan.good("list", "enterprise", "--find", "没有").splitlines()[-1] == "共 0 条"


def test_json_gives_numbers_as_numbers_and_money_in_fen(wuhan: Bench) -> None:
    given = ("项目年度=2022", "状态=拟推荐", "申请省级经费=12.5", "企业数量=1,200", "意见日期=3月1日")
    wuhan.good("add", "project", "unit=武汉市", "name=示例项目", *given)
    rows = json.loads(wuhan.good("list", "project", "--json", "--find", "示例项目"))
    assert [(row["applied"], row["firms"], row["opinion_on"], row["year"]) for row in rows] == [
        (12_500_000, 1200, "2022-03-01", 2022)
    ]


def test_every_wrong_field_is_named_and_nothing_kept(wuhan: Bench) -> None:
    told = wuhan(
        "add", "training", "unit=黄石市", "held_on=2022-02-30", "trainees=x", "level=县级", "free=是"
    )
    assert (told.code, told.out) == (3, "")
    assert [line.partition("：")[0] for line in told.err.splitlines()] == [
        "培训主题",
        "所属单位",
        "培训日期",
        "培训人数",
    ]
    assert wuhan.good("list", "training").splitlines()[-1] == "共 0 条"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("add", "没有", "a=1"), "没有“没有”这本台账"),
        (("list", "\x1b[31m"), r"没有“\[31m”这本台账"),
        (("add", "training", "颜色=红"), "没有“颜色”这个字段；可用的有：subject（培训主题）"),
        (("add", "training", *TRAINING, "subject=又一个"), "“培训主题”写了不止一次"),
        (("add", "enterprise", "code=91350100M000100Y44", "name=示例", "规上=否"), "校验位不对"),
        (("add", "enterprise", f"name={'长' * 81}", "规上=否"), "最多 80 个字，现在是 81 个"),
        (("export", "training", "培训.doc"), "应以 .xlsx 结尾"),
        (("export", "training", "没有/这里/培训.xlsx"), "没有“没有/这里”这个文件夹"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(wuhan: Bench, words: tuple[str, ...], reason: str) -> None:
    told = wuhan(*words)
    assert (told.code, told.out) == (3, "")
    assert re.search(reason, told.err)


def test_caps_and_limits_of_the_notice_hold(wuhan: Bench) -> None:
    project = ("add", "project", "项目年度=2022", "状态=已推荐", "推荐日期=3-10", "配套经费来源=示例财政")
    told = wuhan(*project, "unit=武汉市", "name=示例", "applied=25.01")
    assert told.code == 3
    assert "25.01 万元超过上限 25 万元" in told.err
    wuhan.good(*project, "unit=武汉市", "name=示例甲", "applied=25")
    wuhan.good(*project, "unit=江岸区", "name=示例乙")
    told = wuhan(*project, "unit=武汉市", "name=示例丙")
    assert told.code == 3
    assert "已有 2 个，最多 2 个" in told.err


def test_a_county_need_not_say_which_unit_it_is(wuhan: Bench) -> None:
    wuhan.good("init", "--programme", "hubei-2022", "--unit", "江岸区")
    wuhan.good("add", "training", *TRAINING, "trainees=60")
    assert json.loads(wuhan.good("list", "training", "--json"))[0]["unit"] == "江岸区"


def test_a_row_of_a_known_firm_takes_its_unit_and_is_told_by_its_words(wuhan: Bench) -> None:
    wuhan.good(*firm("示例一厂"))
    action = ("add", "质量提升行动", "企业=示例一厂", "行动日期=3-18", "行动形式=产品质量“巡回问诊”")
    told = wuhan.good(*action)
    kept = "已登记到“质量提升行动”台账：示例一厂（江岸区，2022-03-18），"
    assert told.startswith(f"{kept}计入“万”、事项“产品质量‘巡回问诊’活动”，编号 ")
    wuhan.good(*action[:3], "行动日期=3-17", action[4], "所属单位=江汉区")
    listed = json.loads(wuhan.good("list", "action", "--json"))
    assert [row["unit"] for row in listed] == ["江岸区", "江汉区"]


def test_a_list_is_narrowed_by_fields_and_sorted(wuhan: Bench) -> None:
    for name, size, industry in (
        ("示例乙", "微型", "示例业"),
        ("示例甲", "小型", ""),
        ("示例丙", "微型", ""),
    ):
        wuhan.good(*firm(name), f"规模={size}", f"行业={industry}")

    def names(*options: str) -> str:
        listed = json.loads(wuhan.good("list", "企业", "--json", *options))
        return "".join(row["name"].removeprefix("示例") for row in listed)

    assert names("--where", "规模=微型") == "丙乙"
    assert names("--where", "size=微型", "--where", "industry=") == "丙"
    assert names("--where", "规模=微型", "--where", "规模=小型") == "丙甲乙"
    assert names("--sort", "name") == "丙乙甲"
    assert names("--sort", "规模:desc", "--sort", "企业名称") == "丙乙甲"
    assert names("--find", "shiliyi") == "乙"


def test_a_day_is_asked_for_by_its_month(wuhan: Bench) -> None:
    for day in ("2022-02-01", "2022-02-28", "2022-03-01"):
        said = (*TRAINING[2:], f"unit={JIANGAN}", "trainees=60")
        wuhan.good("add", "training", *said, f"培训日期={day}", f"培训主题=示例{day}")
    listed = json.loads(wuhan.good("list", "training", "--json", "--where", "培训日期=2022-02"))
    assert [row["held_on"] for row in listed] == ["2022-02-28", "2022-02-01"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--sort", "没有"), "没有“没有”这个字段"),
        (("--where", "没有=1"), "没有“没有”这个字段"),
        (("--where", "规模=巨型"), "规模：“巨型”不在可选范围"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_by_name(
    wuhan: Bench, options: tuple[str, ...], said: str
) -> None:
    told = wuhan("list", "enterprise", *options)
    assert told.code != 0
    assert said in told.err
