"""A broken pack names every fault with file, key and reason, and never raises."""

from __future__ import annotations

import copy
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seed_packs import SEEDS, surroundings

from qtrack.packs import FORMAT, Fault, check_pack, pack_paths, read_pack

HUBEI = SEEDS / "programmes" / "hubei-2022.toml"
TEXT = HUBEI.read_text(encoding="utf-8")
NAME = HUBEI.name


@pytest.fixture
def around() -> dict[str, Any]:
    """Give what packs are held to."""
    return surroundings()


@pytest.mark.parametrize("path", pack_paths(SEEDS / "programmes"), ids=lambda path: path.stem)
def test_every_pack_of_the_project_passes(path: Path, around: dict[str, Any]) -> None:
    assert check_pack(path, **around) == ()


def test_no_folder_holds_no_packs(tmp_path: Path) -> None:
    assert pack_paths(tmp_path / "none") == ()


def faults_of(folder: Path, text: str | bytes, around: dict[str, Any]) -> tuple[Fault, ...]:
    """Check a pack with this text."""
    path = folder / NAME
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    programme, _ = read_pack(path, **around)
    faults = check_pack(path, **around)
    assert programme is None or faults
    return faults


EDITS = {
    "id twice": ('id = "bai"', 'id = "qian"', "targets.qian.id", "重复"),
    "id unwell": ('id = "bai"', 'id = "百 家"', "targets.百 家.id", "小写字母"),
    "id not the file's": ('id = "hubei-2022"', 'id = "hubei-2023"', "id", "应与文件名"),
    "a sum": (
        '[600, 60, 7] },\n  { unit = "420300"',
        '[601, 60, 7] },\n  { unit = "420300"',
        "quota_table.rows",
        "10,001",
    ),
    "a row too short": ("[50, 3, 1]", "[50, 3]", "quota_table.rows.17.numbers", "2 个数"),
    "an unknown unit": (
        'unit = "429021", printed',
        'unit = "429099", printed',
        "quota_table.rows.17.unit",
        "429099",
    ),
    "a county's row": (
        'unit = "429021", printed',
        'unit = "420102", printed',
        "quota_table.rows.17.unit",
        "江岸区不是分解单位",
    ),
    "a name not the code's": (
        'printed = "武汉"',
        'printed = "黄石"',
        "quota_table.rows.1.unit",
        "420100 是武汉市",
    ),
    "a project nowhere": ('unit = "420281"', 'unit = "999999"', "past_projects.4.unit", "999999"),
    "a matter of an unknown unit": (
        'only = ["420100"]',
        'only = ["999999"]',
        "matters.wuhan-pilot.only",
        "999999",
    ),
    "a day beside nothing": ('beside = ["yi",', 'beside = ["er",', "deadlines.coverage.beside", "“er”"),
    "an unknown region": ('region = "hubei"', 'region = "hubai"', "region", "hubai"),
    "a quote not there": (
        '培育100家质量提升标杆企业" }',
        '培育101家质量提升标杆企业" }',
        "targets.bai.source.quote",
        "101家",
    ),
    "a past project's name": ("武汉激光产业", "武汉激光器产业", "past_projects.2", "武汉激光器"),
    "a phone not there": ('phone = "027-88701901"', 'phone = "027-88701902"', "contacts.1.phone", "88701902"),
    "a label not there": (
        'label = "从业人数"',
        'label = "从业人员数"',
        "forms.recommendation-form.fields.6.label",
        "从业人员数",
    ),
    "an unknown ledger": (
        'ledger = "benchmark"',
        'ledger = "benchmarks"',
        "targets.bai.count.ledger",
        "benchmarks",
    ),
    "an unknown field": ('on = "built_on"', 'on = "build_on"', "targets.shi.count.on", "build_on"),
    "a field that is no date": ('on = "built_on"', 'on = "name"', "targets.shi.count.on", "不能这样用"),
    "an unknown word": ('["建成"]', '["已建成"]', "targets.shi.count.where.status", "已建成"),
    "a word for a flag": (
        '"enterprise.above_scale" = ["是"]',
        '"enterprise.above_scale" = ["对"]',
        "targets.qian.count.where.enterprise.above_scale",
        "“对”",
    ),
    "an unknown reference": (
        '"enterprise.above_scale"',
        '"firm.above_scale"',
        "targets.qian.count.where.firm.above_scale",
        "firm",
    ),
    "a word for a year": (
        'where = { year = ["2022"] }',
        'where = { year = ["今年"] }',
        "limits.project-applied.where.year",
        "今年",
    ),
    "a cap on another row": (
        'where = { year = ["2022"], state',
        'where = { year = ["2022"], "project.year" = ["2022"], state',
        "caps.projects-per-city.count.where.project.year",
        "只能看本台账的字段",
    ),
    "a word for several ticks": (
        'ledger = "training", on = "held_on" }',
        'ledger = "training", on = "held_on", where = { topics = ["标准"] } }',
        "floors.training-per-county.tests.1.count.where.topics",
        "“标准”",
    ),
    "a matter's word": (
        'kind = ["计量精准服务企业行"]',
        'kind = ["计量服务"]',
        "matters.metrology-drive.count.where.kind",
        "计量服务",
    ),
    "a matter counted in nothing": (
        'strength = "目标"\nunit = "家"\n',
        'strength = "目标"\n',
        "matters.one-stop-help.unit",
        "须写单位",
    ),
    "a field that tells nothing apart": (
        'ledger = "action", on = "done_on", distinct = "enterprise" }',
        'ledger = "action", on = "done_on", distinct = "enterprise+person" }',
        "targets.wan.count.distinct",
        "person",
    ),
    "a thing due the notice does not ask for": (
        'title = "实施方案报省局"',
        'title = "实施方案报省局"\ndeliverables = ["实施方案", "录音"]',
        "deadlines.plan.deliverables",
        "录音",
    ),
    "a lack only told of what is not due": (
        'title = "实施方案报省局"',
        'title = "实施方案报省局"\ndeliverables = ["实施方案"]\nadvisory = ["图片"]',
        "deadlines.plan.advisory",
        "图片",
    ),
    "a season that ends before it begins": (
        'region = "hubei"',
        'region = "hubei"\nseason = { name = "九月", starts_on = 2022-09-30, ends_on = 2022-09-01 }',
        "season.ends_on",
        "早于",
    ),
    "two ways to count": (
        'total = "trainees"',
        'total = "trainees", largest = "trainees"',
        "floors.training-per-county.tests.2.count",
        "只能写一个",
    ),
    "a limit on words": ('field = "applied"', 'field = "name"', "limits.project-applied.field", "不能这样用"),
    "an unknown column": (
        'column = "firms"',
        'column = "firm"',
        "forms.recommendation-form.fields.4.column",
        "firm",
    ),
    "a section of nothing": ('items = ["bai",', 'items = ["bia",', "sections.3.items", "bia"),
    "listed twice": ('items = ["bai",', 'items = ["bai", "wan",', "sections.3.items", "已列在别的标题下"),
    "a date as text": (
        "due_on = 2022-12-15",
        'due_on = "2022-12-15"',
        "deadlines.summary.due_on",
        "不加引号",
    ),
    "a date with a time": (
        "due_on = 2022-12-15",
        "due_on = 2022-12-15T08:00:00",
        "deadlines.summary.due_on",
        "应为日期",
    ),
    "a date too early": ("due_on = 2022-12-15", "due_on = 2021-12-15", "deadlines.summary.due_on", "早于"),
    "the end before the start": ("ends_on = 2022-12-31", "ends_on = 2021-12-31", "ends_on", "早于"),
    "a number as text": ("number = 10000", 'number = "10000"', "targets.wan.number", "应为整数"),
    "a truth as number": ("number = 10000", "number = true", "targets.wan.number", "应为整数"),
    "a number as truth": ("paced = false", "paced = 0", "targets.shi.paced", "true 或 false"),
    "a strength of its own": (
        'strength = "目标"',
        'strength = "务必"',
        "targets.wan.strength",
        "应为其中之一",
    ),
    "money without its unit": ('amount = "20万元"', "amount = 20", "funding.past-excellent.amount", "25万元"),
    "money that is none": (
        'amount = "20万元"',
        'amount = "二十几万"',
        "funding.past-excellent.amount",
        "二十几万",
    ),
    "a total": ('"140万元"', '"150万元"', "funding.past-excellent.expected_total", "7 项"),
    "a project not annexed": ("projects = [19]", "projects = [99]", "funding.enshi-yulu.projects", "99"),
    "a number twice": ("number = 26", "number = 25", "past_projects.26.number", "重复"),
    "no clause for the past": ('past_clause = "附件1"\n', "", "past_clause", "出自哪一条"),
    "an unknown key": ('tier = "万"', 'tier = "万"\ntear = 1', "targets.wan.tear", "不认识的键"),
    "a derived key": ('tier = "万"', 'tier = "万"\nquotas = {}', "targets.wan.quotas", "不认识的键"),
    "a key left out": ('tier = "万"\n', "", "targets.wan.tier", "缺少此项"),
    "an empty name": ('name = "质量提升标杆企业"', 'name = ""', "targets.bai.name", "不能为空"),
    "no items": (
        'items = ["publicity", "progress-reports", "summary"]',
        "items = []",
        "sections.11.items",
        "不能为空",
    ),
    "a list for a table": (
        '"培训人数怎么计？" =',
        '"培训人数怎么计？" = []\nx =',
        "readings.培训人数怎么计？",
        "应为文字",
    ),
    "a text for a table": (
        'source = { clause = "文末", quote = "联系人：姚鹏；电话：027-88701901" }',
        'source = "文末"',
        "contacts.1.source",
        "应为一张表",
    ),
    "a text for a list": ("projects = [19]", 'projects = "19"', "funding.enshi-yulu.projects", "应为列表"),
    "a missing text": ('"hubei-2022.txt"', '"hubei-2020.txt"', "text_file", "找不到文件 hubei-2020.txt"),
    "a text elsewhere": ('"hubei-2022.txt"', '"../regions/hubei.toml"', "text_file", "不带路径"),
    "no format": ("format = 1\n", "", "format", "format = 1"),
}


@pytest.mark.parametrize(("old", "new", "key", "reason"), EDITS.values(), ids=EDITS)
def test_a_fault_is_named(
    tmp_path: Path, around: dict[str, Any], old: str, new: str, key: str, reason: str
) -> None:
    assert old in TEXT
    faults = faults_of(tmp_path, TEXT.replace(old, new, 1), around)
    assert [
        fault for fault in faults if fault.file == NAME and fault.key == key and reason in fault.reason
    ], faults


FILES = {
    "empty": (b"", "format"),
    "not UTF-8": (TEXT.encode("gb18030"), "不是 UTF-8"),
    "broken TOML": (TEXT.encode() + b"\n[[targets", "TOML"),
    "no such day": (TEXT.replace("2022-12-15", "2022-12-32").encode(), "TOML"),
    "endless number": (b"format = " + b"9" * 5000, "TOML"),
    "endless nesting": (b"format = " + b"[" * 20_000, "TOML"),
    "too large": (b"#" * 3_000_000, "太大"),
}


@pytest.mark.parametrize(("content", "reason"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_pack_has_one_fault(
    tmp_path: Path, around: dict[str, Any], content: bytes, reason: str
) -> None:
    (fault,) = faults_of(tmp_path, content, around)
    assert reason in fault.reason


def test_a_pack_that_is_not_there_or_a_folder_has_one_fault(tmp_path: Path, around: dict[str, Any]) -> None:
    (fault,) = check_pack(tmp_path / "none.toml", **around)
    assert (fault.file, fault.reason) == ("none.toml", "找不到文件 none.toml")
    (tmp_path / "folder.toml").mkdir()
    assert len(check_pack(tmp_path / "folder.toml", **around)) == 1


def test_a_later_format_is_refused_with_both_versions(tmp_path: Path, around: dict[str, Any]) -> None:
    later = f'format = {FORMAT + 1}\nsomething = "nobody knows"'
    (fault,) = faults_of(tmp_path, later, around)
    assert fault.key == "format"
    assert f"第 {FORMAT + 1} 版" in fault.reason
    assert f"第 {FORMAT} 版" in fault.reason


def test_all_faults_come_together_and_none_twice(tmp_path: Path, around: dict[str, Any]) -> None:
    text = TEXT
    chosen = ("a date as text", "a quote not there", "an unknown ledger", "a section of nothing", "a total")
    for name in chosen:
        text = text.replace(*EDITS[name][:2], 1)
    faults = faults_of(tmp_path, text, around)
    assert sorted(fault.key for fault in faults) == sorted(EDITS[name][2] for name in chosen)


def test_words_of_a_fault_are_plain_text(tmp_path: Path, around: dict[str, Any]) -> None:
    faults = faults_of(tmp_path, TEXT + '\n[x]\n"\\u001b[31m" = 1\n["\\u202Ey"]\n', around)
    assert faults
    assert all((fault.key + fault.reason).isprintable() for fault in faults)


def test_a_pack_saved_with_a_mark_and_other_line_ends_is_the_same(
    tmp_path: Path, around: dict[str, Any]
) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert check_pack(path, **around) == ()


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=5),
    st.just(date(2022, 2, 2)),
    st.lists(st.integers(), max_size=3),
    st.lists(st.lists(st.text(max_size=2), max_size=2), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.just([{}, {"id": 3}, {"id": "wan"}]),
)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Give the path to every value inside a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, part in inner for found in [(*path, key), *places(part, (*path, key))]]


DOCUMENT = tomllib.loads(TEXT)
PLACES = places(DOCUMENT)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=3))
def test_no_change_of_a_pack_raises(tmp_path: Path, around: dict[str, Any], changes: list[Any]) -> None:
    document = copy.deepcopy(DOCUMENT)
    for path, value in changes:
        change(document, path, value)
    programme, faults = read_pack(written(tmp_path, document), **around)
    assert (programme is None) == bool(faults)
    assert set(faults) <= set(check_pack(tmp_path / NAME, **around))


def change(document: Any, path: tuple[Any, ...], value: object) -> None:  # noqa: ANN401 - what TOML may hold
    """Put a value at a place, or take the place away; nothing when an earlier change removed it."""
    for step in path[:-1]:
        try:
            document = document[step]
        except (LookupError, TypeError):
            return
    if isinstance(document, dict) and value is None:
        document.pop(path[-1], None)
    elif isinstance(document, dict) or (isinstance(document, list) and len(document) > path[-1]):
        document[path[-1]] = [] if value is None else value


def written(folder: Path, document: dict[str, Any]) -> Path:
    """Write a document as a pack."""
    path = folder / NAME
    path.write_bytes(tomli_w.dumps(document).encode())
    return path
