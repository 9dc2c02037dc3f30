"""Packs as the command line shows and checks them."""

import re
from pathlib import Path

import pytest
from journey import PROGRAMME, Bench

from qtrack.places import seeds_folder

PACK = seeds_folder() / "programmes" / f"{PROGRAMME}.toml"


@pytest.fixture
def bench(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bench:
    """Give a bench on an empty folder: packs need no bureau."""
    return Bench(tmp_path, capsys)


def test_the_packs_at_hand_are_listed(bench: Bench) -> None:
    assert PROGRAMME in bench.good("packs", "list")


def test_the_packs_at_hand_are_sound(bench: Bench) -> None:
    assert f"{PROGRAMME}.toml：没有问题\n" in bench.good("packs", "check")
    assert bench.good("packs", "check", str(PACK)) == f"{PROGRAMME}.toml：没有问题\n"


def test_a_pack_is_shown_with_the_place_of_every_fact(bench: Bench) -> None:
    shown = bench.good("packs", "show", PROGRAMME)
    for words in ("10,000 家", "神农架林区", "最多 25 万元", "2022-12-15", "文号 【待补】", "027-88701901"):
        assert words in shown
    assert "    三（二）：每个市、州推荐项目不超过2个\n" in shown
    assert bench("packs", "show", "没有").code == 3


def test_whom_a_pack_is_for_its_annexes_forms_and_readings_are_shown(bench: Bench) -> None:
    lines = bench.good("packs", "show", PROGRAMME).splitlines()
    assert "主送 各市、州、直管市、神农架林区市场监管局，有关技术机构和组织" in lines
    listed, printed = (
        f"2021年度“万千百”质量提升省级示范项目{words}" for words in ("绩效评价等次", "验收评价结果")
    )
    assert f"  1 {listed}（附件页上：{printed}）" in lines
    assert "  2 2022年度“万千百十一”质量提升省级示范项目推荐表" in lines
    form = next(line for line in lines if line.startswith("    栏目："))
    assert form.startswith("    栏目：项目名称、主导产品、联系人、企业数量")
    assert form.endswith("市州局推荐意见、年月日")
    assert "  县域全覆盖是什么？每个县级单位至少一个在用服务站" in lines
    month = bench.good("packs", "show", "hunan-2023-quality-month").splitlines()
    assert "    分项：举办质量管理体系认证培训班；“质量体检进企业”活动" in month


def test_a_notice_that_names_nobody_it_is_for_is_said_to_lack_it(bench: Bench) -> None:
    path = bench.folder / "own.toml"
    bench.good("packs", "export", PROGRAMME, str(path))
    text = path.read_text(encoding="utf-8").replace(f'id = "{PROGRAMME}"', 'id = "own"', 1)
    path.write_text(re.sub(r'addressees = ".+"', 'addressees = ""', text), encoding="utf-8")
    bench.good("packs", "import", str(path))
    assert "主送 【待补】" in bench.good("packs", "show", "own").splitlines()


def test_long_lists_of_a_pack_are_shown_in_few_lines(bench: Bench) -> None:
    shown = bench.good("packs", "show", "hunan-plan-2025")
    lines = shown.splitlines()
    assert {"指标（35）", "重点工作（65）"} <= set(lines)
    assert any(line.split()[:4] == ["1", "地理标志商标产品产值", "亿元", "2020：800"] for line in lines)
    assert "      1. 全面推进制造业质量提升行动" in lines
    assert "口号" not in shown
    assert "\n分解数\n" not in shown


def test_activities_slogans_points_and_departments_are_shown(bench: Bench) -> None:
    month = bench.good("packs", "show", "hunan-2023-quality-month").splitlines()
    assert {
        "活动（73）",
        "口号（10）",
        "  10 弘扬工匠精神 推动品质革命",
        "主题 增强质量意识 推进高质量发展",
    } <= set(month)
    assert "  长沙市3 奖励质量提升成果" in month
    assert "  湖南 三（五） 组织开展涉企违规收费整治行动（含 2 个分项）（牵头：价监竞争局）" in month
    marked = bench.good("packs", "show", "hunan-2023-assessment").splitlines()
    assert any(line.startswith("  列入反馈名单（18）：省发展改革委、") for line in marked)
    assert any(line.split()[-3:] == ["打击违法犯罪行为", "3", "省公安厅"] for line in marked)


def test_every_fault_of_a_pack_is_named_with_file_key_and_reason(bench: Bench) -> None:
    text = PACK.read_text(encoding="utf-8")
    broken = text.replace("numbers = [3000, 350, 25]", "numbers = [3001, 350, 25]").replace(
        "due_on = 2022-12-15", 'due_on = "十二月"'
    )
    path = bench.folder / f"{PROGRAMME}.toml"
    path.write_text(broken, encoding="utf-8")
    told = bench("packs", "check", str(path))
    assert (told.code, told.out) == (3, "")
    faults = told.err.splitlines()
    assert len(faults) >= 2
    assert all(line.startswith(f"{PROGRAMME}.toml ") and "：" in line for line in faults)
    assert any("deadlines.summary.due_on" in line for line in faults)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "找不到文件"),
        (b"\xff\xff", "不是 UTF-8 编码"),
        ("名\x1b = [".encode(), "不是合格的 TOML"),
        (b"format = 99\n", "第 99 版格式"),
    ],
)
def test_a_file_that_is_no_pack_is_told_without_a_trace(
    bench: Bench, content: bytes | None, reason: str
) -> None:
    path = bench.folder / "来文.toml"
    if content is not None:
        path.write_bytes(content)
    told = bench("packs", "check", str(path))
    assert (told.code, told.out) == (3, "")
    assert reason in told.err
    assert "\x1b" not in told.err


def test_conflicts_between_notices_are_shown_side_by_side_with_their_sources(bench: Bench) -> None:
    shown = bench.good("packs", "conflicts")
    assert "    专栏1：16 农产品质量合格率(%) 99 ≥99 预期性\n" in shown
    assert "    附件3：农产品质量安全监测合格率稳定在 98%以上\n" in shown
    assert "2023年94.44（推算，非文件数）" in shown
    assert "不作取舍" in shown


def test_conflicts_of_one_programme_alone_are_shown_when_it_is_named(bench: Bench) -> None:
    shown = bench.good("packs", "conflicts", PROGRAMME)
    assert "验收评价结果" in shown
    assert "共 2 处" in shown
    assert "湖南" not in shown
    assert bench("packs", "conflicts", "没有").code == 3


def test_conflicts_are_checked_with_the_packs_at_hand(bench: Bench) -> None:
    assert "conflicts.toml：没有问题\n" in bench.good("packs", "check")
