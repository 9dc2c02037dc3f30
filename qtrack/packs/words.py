"""What stands in the document of a pack in words: paths, values and faults as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from qtrack.domain.text import plain
from qtrack.domain.value import show_date, show_weekday
from qtrack.packs.derive import Moved
from qtrack.packs.fault import Fault
from qtrack.packs.paths import Document, NoPathError, descend

LONGEST = 60
"""Signs of a text that are shown."""

KEY_WORDS: Mapping[str, str] = {
    "addressees": "主送",
    "aims": "各年目标",
    "amount": "金额",
    "annexes": "附件",
    "assessment": "考核评分表",
    "at_least": "不少于",
    "at_most": "最多",
    "bands": "等级",
    "baseline": "基期值",
    "caps": "上限",
    "clause": "条款",
    "column": "台账字段",
    "contacts": "联系人",
    "contents": "考核内容",
    "count": "计数口径",
    "deadlines": "时限",
    "deliverables": "应报件",
    "departments": "部门",
    "disclosure": "公开属性",
    "distinct": "去重依据",
    "doc_no": "文号",
    "domains": "考核领域",
    "due_on": "日期",
    "each": "管哪些单位",
    "ends_on": "结束日期",
    "expected_total": "合计金额",
    "extras": "加减分项",
    "facts": "情况",
    "field": "字段",
    "fields": "栏目",
    "floors": "下限",
    "forms": "表式",
    "funding": "经费",
    "id": "代号",
    "indicators": "指标",
    "issued_on": "印发日期",
    "issuer": "印发机关",
    "items": "条目",
    "label": "名称",
    "largest": "最大数",
    "ledger": "台账",
    "ledgers": "台账",
    "limits": "限额",
    "listed": "目录标题",
    "matters": "事项",
    "name": "名称",
    "note": "说明",
    "notice": "通知原文",
    "number": "数量",
    "numbers": "分解数",
    "on": "计数日期",
    "owed_by": "由谁报",
    "period_note": "起止说明",
    "phone": "电话",
    "points": "分值",
    "printed": "原文写法",
    "quota_table": "任务分解表",
    "quote": "原文",
    "reading": "读法",
    "readings": "读法",
    "receiver": "报送对象",
    "region": "地区",
    "rows": "各行",
    "season": "活动期",
    "sections": "条款标题",
    "short": "简称",
    "shown": "只列不判的数",
    "slogans": "口号",
    "source": "出处",
    "starts_on": "开始日期",
    "steps": "档次",
    "stock": "存量",
    "strength": "措辞强度",
    "tags": "分类",
    "targets": "任务指标",
    "tasks": "重点工作",
    "tests": "应达到的数",
    "theme": "主题",
    "tier": "层级",
    "title": "标题",
    "total": "合计",
    "unit": "单位",
    "where": "条件",
    "words": "内容",
    "year": "年度",
    "activities": "活动",
}
"""What people call the keys they meet in lists and faults; any other is shown as it is written."""


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
    text = "" if value is None else str(value)
    words = plain(text[: 2 * LONGEST])
    return words if len(text) <= LONGEST else f"{words[:LONGEST]}…（共 {len(text):,} 字）"


def path_words(document: Document, path: str) -> str:
    """Say where a path leads: 任务指标 万 中小企业 数量."""
    said: list[str] = []
    steps = path.split(".")
    with suppress(NoPathError):  # a fault may speak of what is missing
        for step, value in descend(document, path):
            steps = steps[str(step).count(".") + 1 :]
            entry = isinstance(step, int) and isinstance(value, dict)
            said.append(entry_words(value) if entry else KEY_WORDS.get(str(step), str(step)))
    return " ".join([*said, *(KEY_WORDS.get(step, step) for step in steps)])


def moved_words(document: Document, moved: Moved) -> str:
    """Say which due day is not worked, and the workday before it."""
    reckoned = "（推算，当年放假安排未公布）" if moved.reckoned else ""
    day = f"{show_date(moved.day)} {show_weekday(moved.day)}"
    return (
        f"{path_words(document, moved.path)} {day}不是工作日{reckoned}，"
        f"之前最近的工作日是 {show_date(moved.workday)}；日期未改"
    )


def fault_words(document: Document, fault: Fault) -> str:
    """Say a fault with its place."""
    place = path_words(document, fault.key) if fault.key else "整个方案"
    return f"{place}：{fault.reason}"


def entry_words(entry: Mapping[str, Any]) -> str:
    """Give what an entry is known by."""
    tier = entry.get("tier")
    name = next(
        (entry[key] for key in ("name", "title", "label", "printed", "words", "clause") if key in entry), ""
    )
    return plain(f"{tier} {name}" if tier else str(name))[:LONGEST]
