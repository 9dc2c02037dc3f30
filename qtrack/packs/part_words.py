"""What people call the parts of a pack and their blanks; `docs/packs.md` uses the same words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from qtrack.domain.deadline import Deadline
from qtrack.domain.programme import (
    Annex,
    Contact,
    Form,
    FormField,
    Funding,
    Matter,
    PastProject,
    Programme,
    Section,
)
from qtrack.domain.targets import Cap, Floor, FloorTest, Limit, QuotaRow, QuotaTable, Target
from qtrack.domain.terms import Count, Source
from qtrack.packs.part import (
    COPIED,
    ID,
    IN_TURN,
    NAME,
    NOTE,
    READING,
    SOURCE,
    STRENGTH,
    Blank,
    Part,
    part,
)
from qtrack.packs.plan_words import PLAN_PARTS
from qtrack.packs.reading import blanks

_EACH = Blank("管哪些单位")
_COUNT = Blank("计数口径")
_OWN_COUNT = Blank("计数口径", names="own")
_MEASURE = Blank("单位", "家、个、人次")
_LEDGER = Blank("台账", names="ledger")
_DONE_BY = Blank("完成日期", "不填就是期末")


@cache
def part_of(shape: Any) -> Part:  # noqa: ANN401 - any dataclass a pack is made of
    """Give the words of a part; what has none is called as it is written."""
    known = PARTS.get(shape, Part(shape.__name__, {}))
    return Part(known.title, {key: known.blanks.get(key, Blank(key)) for key in blanks(shape)})


PARTS: Mapping[Any, Part] = {
    Programme: part(
        "方案",
        id="方案代号",
        name="方案全名",
        short=Blank("简称", "屏幕和报表上用，尽量短"),
        title=Blank("通知标题", COPIED),
        issuer=Blank("印发机关", COPIED),
        region="地区",
        starts_on=Blank("计数期的第一天"),
        ends_on=Blank("计数期的最后一天"),
        addressees=Blank("主送", COPIED),
        period_note=Blank("起止说明", "起止日期是怎么读出来的"),
        text_file="通知原文的文件名",
        notice="通知原文",
        doc_no=Blank("文号", "没有印就空着"),
        issued_on="印发日期",
        disclosure=Blank("公开属性", COPIED),
        theme=Blank("活动主题", COPIED),
        season="活动期",
        annexes="附件",
        targets="任务指标",
        quota_table="任务分解表",
        floors="下限",
        caps="上限",
        limits="限额",
        deadlines="时限",
        reminders=Blank("时限前几天提醒", "如 30、14、7；不填用程序的"),
        past_clause=Blank("上年度项目出自哪一条", "没有上年度项目就空着"),
        past_projects="上年度项目",
        funding="经费",
        forms="表式",
        matters="事项",
        sections="标题和条目",
        contacts="联系人",
        readings=Blank("读法", "每行一条：问题 = 怎么读"),
        alternatives="可换的读法",
        ledgers=Blank("用哪些台账", "不填就用各部分要用到的", names="ledger"),
        indicators="指标",
        tasks="重点工作",
        tags="分类",
        facts="情况",
        activities="活动",
        slogans="口号",
        departments="部门",
        assessment="考核评分表",
        derived_from="套用自哪个方案",
        unconfirmed="待核内容",
    ),
    Source: part(
        "出处",
        clause=Blank("条款", "如 二（一）、附件3"),
        quote=Blank("原话", "照抄通知，一字不差", long=True),
    ),
    Count: part(
        "计数口径",
        ledger=_LEDGER,
        on=Blank("按哪个日期计", names="day"),
        where="条件",
        distinct=Blank("同一…只计一次", "不填就每条都计；几个合起来才算同一个的都选", names="apart"),
        total=Blank("改计合计数", "填了就不数条数，把这一项加起来", names="measure"),
        largest=Blank("改计最大数", "填了就取这一项最大的一条", names="measure"),
        stock=Blank("按存量计", "往年已有、现在仍在的也计"),
    ),
    Target: part(
        "任务指标",
        id=ID,
        tier=Blank("层级", "通知自己的叫法，如 万、千、百"),
        name=NAME,
        number=Blank("任务数", "全省的"),
        unit=_MEASURE,
        strength=STRENGTH,
        source=SOURCE,
        count=_COUNT,
        due_on=_DONE_BY,
        note=NOTE,
        paced=Blank("按序时进度判"),
    ),
    QuotaTable: part("任务分解表", source=SOURCE, targets=Blank("各列", names="targets"), rows="各行"),
    QuotaRow: part(
        "分解表的一行",
        unit=Blank("单位", names="unit"),
        printed=Blank("表上印的名称"),
        numbers=Blank("分解数", "按各列的顺序"),
    ),
    Floor: part(
        "下限",
        id=ID,
        name=NAME,
        each=_EACH,
        strength=STRENGTH,
        source=SOURCE,
        tests="应达到的数",
        shown="只列出的数",
        due_on=_DONE_BY,
        reading=READING,
    ),
    FloorTest: part(
        "下限的一个数",
        label=Blank("数什么", "如 场次、人数"),
        unit=_MEASURE,
        at_least="不少于",
        count=_COUNT,
    ),
    Cap: part(
        "上限",
        id=ID,
        name=NAME,
        each=_EACH,
        at_most="最多",
        unit=_MEASURE,
        strength=STRENGTH,
        source=SOURCE,
        count=_OWN_COUNT,
    ),
    Limit: part(
        "限额",
        id=ID,
        name=NAME,
        ledger=_LEDGER,
        field=Blank("字段", names="measure"),
        at_most="最多",
        strength=STRENGTH,
        source=SOURCE,
        where=Blank("条件", names="own"),
    ),
    Deadline: part(
        "时限",
        id=ID,
        title="事项",
        due_on=Blank("截止日期", "含当天；每年都报的写今年这一天，下面“每年一次”填是"),
        source=SOURCE,
        owed_by="由谁报",
        strength=STRENGTH,
        receiver="报给谁",
        submission=Blank("登记报送", "只是一个日子的填否"),
        deliverables=Blank("应报件", "分开打勾的一行一件，照原文"),
        advisory=Blank("缺了只提示的", "应报件里的，一行一件"),
        yearly="每年一次",
        reading=READING,
        beside=Blank("并列显示的指标、下限", "总结里写出完成数", names="standing"),
    ),
    Form: part(
        "表式",
        id=ID,
        title=Blank("表名", COPIED),
        ledger=Blank("填哪本台账", names="ledger"),
        source=SOURCE,
        fields="栏目",
        note="表下说明",
    ),
    FormField: part(
        "表式的一栏",
        label=Blank("栏目", "照表上印的"),
        group=Blank("栏目组", "表上没有就不填"),
        column=Blank("填台账字段", "表上这一栏由台账的哪个字段填；没有对应的就不填", names="field"),
        fixed="每行印好的内容",
        heads="印在表格上方",
    ),
    Annex: part("附件", number=IN_TURN, listed="目录里的标题", printed="附件页上的标题"),
    PastProject: part(
        "上年度项目",
        number=IN_TURN,
        name=Blank("项目名称", COPIED),
        unit=Blank("单位", names="unit"),
        grade="等次",
        state=Blank("状态", "不填为已验收"),
        place="具体地点",
    ),
    Funding: part(
        "经费",
        id=ID,
        name=NAME,
        amount="每项金额",
        matched="须等额配套",
        source=SOURCE,
        projects=Blank("上年度项目", names="past_projects"),
        expected_total=Blank("合计金额", "用来核对"),
        reading=READING,
    ),
    Matter: part(
        "事项",
        id=ID,
        name=NAME,
        source=SOURCE,
        strength=STRENGTH,
        number="数量",
        unit=Blank("单位", "从台账数的须写"),
        count=_COUNT,
        note=NOTE,
        missing=Blank("通知没有写", "填是就显示【待补】"),
        only=Blank("只属于哪些单位", "不写就是各单位", names="unit"),
    ),
    Section: part(
        "标题和条目",
        clause=Blank("条款", "如 二（一）"),
        title=Blank("标题", COPIED),
        items=Blank("其下条目", names="entry"),
    ),
    Contact: part(
        "联系人",
        name=Blank("姓名或单位", COPIED),
        phone="电话",
        source=SOURCE,
        fax="传真",
        mail="邮箱",
        receiver="报送对象",
    ),
    **PLAN_PARTS,
}
