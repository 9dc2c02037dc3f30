"""The programme of the “质量月” of 2023 says what its notice says; tests are named after the clauses' ids."""

from __future__ import annotations

import re
from datetime import date

import pytest
from seed_packs import SEEDS, everything, surroundings

from qtrack.domain.campaign import Activity
from qtrack.domain.programme import Contact, Count, Each, Programme, Source, Strength
from qtrack.domain.region import Region
from qtrack.domain.text import same_words
from qtrack.packs import read_pack

# 三, copied from the notice by hand: the heading; who leads or answers for it | who helps.
MAIN = """
举办湖南省“质量月”启动仪式，总结推介质量基础设施“一站式”服务成果
  质量局 | 办公室、综合处、宣传处、事务中心、大数据中心
开展“质量月”主题宣传活动，营造“质量月”氛围
  宣传处 | 质量局
开展首届湖南名品评价活动和第八届省长质量奖评选
  质量局 | 人事处、宣传处
深入开展质量提升行动
  质量局、产品监督处、计量处、标准化处、认证处 |
组织开展涉企违规收费整治行动
  价监竞争局 |
持续推进放心消费创建示范活动
  消保处 | 相关处室、单位
优化创新服务
  知产运用处 |
举办企业质量提升培训班
  省纤检院、省局召回中心 |
组织“质量月实验室开放日”活动
  质量局 | 相关处室、单位
"""

# 附件2, copied from the notice by hand: a city, then what it lists.
CITIES = """
长沙市
举办长沙市2023年“质量月”活动启动仪式
启动第三届长沙市市长质量奖评选
奖励质量提升成果
发布2023质量诊断分析报告

衡阳市
举行“质量月”活动启动式
举办首席质量官培训
开展“质量月实验室开放日”活动
开展校园及周边食品安全“你点我检”活动
开展电梯安全宣传周活动
开展“进企业，学标杆”现场质量观摩活动

株洲市
举办质量管理体系认证培训班、“质量体检进企业”活动

湘潭市
举办“质量月”活动启动式
组织学习《质量强国建设纲要》《湖南省质量强省建设纲要》
开展“质量第一 诚信做产品”活动
开展企业质量诊断和质量提升服务
开展质量培训
群众性公益宣传
市民服务质量满意度测评活动

邵阳市
召开全市质量大会
开展第二届邵阳市市长质量奖评选
开展质量月宣传活动
邵阳市质量基础设施“一站式”服务平台上线
湖南省缺陷产品召回工作联络站挂牌

岳阳市
《质量强国建设纲要》《湖南省质量强省建设纲要》学习宣贯和培训
“首席质量官”宣传培训
宣贯《湖南省缺陷消费品召回管理暂行办法》
民生计量专项检查活动
产品质量监督抽查
食品安全、特种设备安全、知识产权宣传活动
特种设备质量提升行动
质量相关法律法规宣传
中小企业帮扶行动

常德市
举办“质量月”常德启动式暨常德品牌大会

张家界市
举行2023年“质量月”启动式暨旅游服务质量提升新闻发布会，开展核心景区企业服务质量公开承诺活动
举办“质量专家企业行”活动
深入开展“铁腕治旅”行动，积极创建旅游服务品牌

益阳市
举办益阳市2023年“质量月”活动启动仪式
举办全市党政领导《质量强国建设纲要》《湖南省质量强省建设纲要》专题学习
开展全市质量基础设施“一站式”专家讲座
开展企业首席质量官经验交流和培训活动
开展第六届“公益孵化”暨质量大讲堂活动
开展民生计量检测、产品质量监督、食品安全、特种设备安全、知识产权宣传、法律法规宣传等中小企业帮扶行动

郴州市
举办全市“质量月”活动启动仪式
在新闻媒体开设一期“质量月”专题报道栏目
开展质量公益活动
组织开展质量安全宣传进学校活动
举办特种设备安全监察员及大型游乐设施培训
开展“小微企业质量认证提升”工作

永州市
举办全市“质量月”活动启动仪式
召开全市质量大会
开展质量主题系列宣传活动
召开新闻发布会，创新质量基础设施“一站式”服务与缺陷产品召回工作进园区工作
开展实验室开放日
举办2023年“创客中国”湖南省中小微企业创新创业大赛
打造“村播小站”助力乡村振兴
开展旅游重点领域服务质量提升活动

怀化市
开展“质量月”宣传日活动
开展“送政策解难题优服务”助企纾困行动暨“品牌创建、质量提升”专场活动

娄底市
举办省、市、县三级“质量月”活动启动仪式
商请签署《湖南省市场监督管理局娄底市人民政府共建“材料谷”建设备忘录》
承办全省质量基础设施“一站式”服务工作推进会
相关成员单位举行“质量月”宣传活动

湘西土家族苗族自治州
举行“质量月”活动启动式
开展质量管理帮扶专项行动
"""

SLOGANS = """
大力增强质量意识 加快建设质量强省
深入实施质量提升行动 大力推进质量强省建设
提升质量竞争力 共筑质量强国梦
加强全面质量管理 促进质量变革创新
夯实质量基础 优化质量供给
建设质量强国 共享美好生活
培育区域质量品牌 树立湖南质量形象
人人创造质量 人人享受质量
质的有效提升 量的合理增长
弘扬工匠精神 推动品质革命
"""


@pytest.fixture(scope="module")
def month() -> Programme:
    """Give the programme of the quality month of 2023."""
    path = SEEDS / "programmes" / "hunan-2023-quality-month.toml"
    programme, faults = read_pack(path, **surroundings())
    assert faults == ()
    assert programme is not None
    return programme


@pytest.fixture(scope="module")
def region() -> Region:
    """Give the units of Hunan."""
    found: Region = surroundings()["regions"]["hunan"]
    return found


def lines(table: str) -> list[str]:
    """Split a table of the test."""
    return table.strip().splitlines()


def main(programme: Programme) -> list[Activity]:
    """Give the province's own activities."""
    return [activity for activity in programme.activities if activity.unit == "430000"]


def items(programme: Programme, name: str) -> tuple[str, ...]:
    """Give the words of a list of tags."""
    return {tags.id: tags.items for tags in programme.tags}[name]


def test_q1_three_things_are_due_on_one_day(month: Programme) -> None:
    assert len(month.deadlines) == 1
    due = month.deadline("report")
    assert (due.due_on, due.strength, due.owed_by) == (date(2023, 10, 16), Strength.HARD, (Each.CITY,))
    assert due.deliverables == ("工作总结", "图片", "视频")
    assert due.advisory == ("图片", "视频")
    assert due.source == Source("正文", "10月16日前将工作总结和有关图片、视频报送省局质量发展局")


def test_q2_the_theme(month: Programme) -> None:
    assert month.theme == "增强质量意识 推进高质量发展"


@pytest.mark.parametrize("number", range(1, 11))
def test_q3_slogans_word_by_word(month: Programme, number: int) -> None:
    slogan = month.slogans[number - 1]
    words = lines(SLOGANS)[number - 1]
    assert (slogan.number, slogan.words) == (number, words)
    assert slogan.source == Source("附件1", f"{number}. {words}")
    assert len(month.slogans) == 10


@pytest.mark.parametrize("number", range(1, 10))
def test_q4_main_activities_with_lead_and_support(month: Programme, number: int) -> None:
    name, offices = lines(MAIN)[2 * number - 2 : 2 * number]
    lead, support = (part.strip() for part in offices.split("|"))
    activity = main(month)[number - 1]
    assert activity.name == name
    assert ("、".join(activity.lead), activity.number) == (lead, f"三（{'一二三四五六七八九'[number - 1]}）")
    assert "、".join(activity.support) == support
    assert len(main(month)) == 9


def test_q4_five_offices_answer_for_the_fourth(month: Programme) -> None:
    parts = main(month)[3].parts
    assert [part[part.rindex("（") + 1 : -1] for part in parts] == [
        f"{office}负责" for office in ("质量局", "产品监督处", "计量处", "标准化处", "认证处")
    ]


NUMBERS = [
    (
        "metrology-1000",
        1000,
        "持续深入1000家中小企业",
        ("action", "done_on", "kind", ("计量服务中小企业行",)),
    ),
    ("certification-70", 70, "遴选70家小微企业", ("certification", "helped_on", "state", ("帮扶", "取证"))),
]


@pytest.mark.parametrize(("name", "number", "words", "counted"), NUMBERS, ids=lambda part: str(part)[:8])
def test_q5_numbers_inside_activities(
    month: Programme, name: str, number: int, words: str, counted: tuple[str, str, str, tuple[str, ...]]
) -> None:
    target = month.target(name)
    ledger, day, field, states = counted
    assert (target.number, target.unit) == (number, "家")
    assert target.count == Count(ledger, day, ((field, states),), distinct="enterprise")
    assert words in target.source.quote
    assert month.quota_table is None


def test_q6_checkups_end_in_a_plan_for_each_firm(month: Programme) -> None:
    matter = everything(month)["checkups"]
    assert matter.count == Count("checkup", "closed_on", distinct="enterprise")
    assert matter.source.quote.endswith("形成“一企一策”的解决整改方案")
    assert items(month, "checkup-ways") == ("专家上门咨询", "集中研讨分析", "专题质量诊断")


def test_q7_ten_models_and_their_collection(month: Programme) -> None:
    target = month.target("ten-models")
    assert (target.tier, target.number) == ("十佳", 10)
    selected = Count("model", "selected_on", (("state", ("入选",)),), distinct="organisation+name")
    assert target.count == selected
    assert "《获奖组织和个人先进质量管理模式与事迹汇编》" in everything(month)["collection"].source.quote


def test_q8_two_trainings(month: Programme) -> None:
    found = everything(month)
    assert "纤维检验员培训（省纤检院负责）" in found["fibre-training"].source.quote
    assert "《消费品召回管理暂行规定》" in found["recall-training"].source.quote
    assert len(main(month)[7].parts) == 2


def test_q9_open_days(month: Programme) -> None:
    assert items(month, "visitors") == ("学生", "社会人士")
    assert items(month, "open-day-laws") == (
        "《中华人民共和国产品质量法》",
        "《食品安全抽样检验管理办法》",
    )


@pytest.mark.parametrize("page", CITIES.strip().split("\n\n"), ids=lambda page: page.splitlines()[0])
def test_q10_activities_of_each_city(month: Programme, region: Region, page: str) -> None:
    city, *names = page.splitlines()
    held = [each for each in month.activities if region.by_code[each.unit].name == city]
    assert [activity.name for activity in held] == names
    assert {activity.source.clause for activity in held} == {"附件2"}


def test_q10_sixty_four_in_printed_order_and_sixty_seven_with_parts(month: Programme, region: Region) -> None:
    held = [activity for activity in month.activities if activity.unit != "430000"]
    cities = [unit.code for unit in region.units if unit.takes_quota]
    counts = [sum(activity.unit == code for activity in held) for code in cities]
    assert counts == [4, 6, 1, 7, 5, 9, 1, 3, 6, 6, 8, 2, 4, 2]
    assert [activity.unit for activity in held] == sorted(
        (activity.unit for activity in held), key=cities.index
    )
    assert (len(held), sum(len(activity.parts) or 1 for activity in held)) == (64, 67)
    assert [(each.id, len(each.parts)) for each in held if each.parts] == [
        ("zhuzhou-1", 2),
        ("zhangjiajie-1", 2),
        ("yongzhou-4", 2),
    ]


def test_q10_three_are_shown_beside_the_provinces_and_not_merged(month: Programme) -> None:
    assert {each.id: each.related for each in month.activities if each.related} == {
        "hengyang-3": ("main-9",),
        "yongzhou-5": ("main-9",),
        "loudi-1": ("main-1",),
    }


def test_q11_five_requirements_and_two_drives(month: Programme) -> None:
    assert items(month, "requirements") == (
        "深入学习习近平总书记关于质量发展的重要论述",
        "深入落实省“两会”精神",
        "加强主题宣传",
        "开展质量帮扶",
        "严格监管执法",
    )
    assert items(month, "drives") == ("剑网2023", "昆仑2023")


def test_q12_frugal_voluntary_and_free(month: Programme) -> None:
    hard = {matter.id: matter.source for matter in month.matters if matter.strength is Strength.HARD}
    assert hard.keys() == {"eight-rules", "voluntary", "no-levies"}
    assert {source.clause for source in hard.values()} == {"四（三）"}
    assert "摊派收费、搭车收费" in hard["no-levies"].quote


def test_x7_the_head_and_whom_to_ask(month: Programme) -> None:
    assert month.doc_no == "湘市监办发〔2023〕57号"
    assert month.disclosure == "主动公开"
    assert month.addressees == "省药品监督管理局，各市州市场监督管理局，省局各有关处室、直属单位"
    assert "25个部门" in everything(month)["basis"].source.quote
    assert "国市监质发〔2023〕73号" in everything(month)["basis"].source.quote
    phone = "0731-85693710"
    assert month.contacts == (
        Contact(
            "严文胜", phone, Source("正文", "联系人：严文胜"), phone, "hnszlfzj@163.com", "省局质量发展局"
        ),
        Contact(
            "吴艺曼",
            phone,
            Source("正文", "联系人：严文胜 吴艺曼"),
            phone,
            "hnszlfzj@163.com",
            "省局质量发展局",
        ),
    )


def test_x8_no_day_of_issue_and_no_printed_season(month: Programme) -> None:
    assert month.issued_on is None
    assert {matter.id for matter in month.matters if matter.missing} == {"issue-date", "season-days"}
    assert month.season is not None
    assert (month.season.starts_on, month.season.ends_on) == (date(2023, 9, 1), date(2023, 9, 30))
    assert "非文内日期" in month.season.note


def test_slips_of_the_notice_stay(month: Programme) -> None:
    parts = main(month)[3].parts
    assert "质量基础“一站式”服务设施试点项目验收" in parts[0]
    assert "龙头企业服务企业事业单位" in parts[3]
    assert "人事处、宣传处配合" in main(month)[2].source.quote


def clauses(text: str) -> dict[str, str]:
    """Cut the notice into its clauses, white space taken out, brackets of one width."""
    letter, _, plan = (
        same_words(text).replace("(", "（").replace(")", "）").partition("（公开属性：主动公开）")
    )
    plan, slogans, cities = re.split(r"附件[12](?=“质量月”活动口号|市州)", plan)
    preamble, *parts = re.split(r"(?<=[。展])(?=[一二三四]、)", plan)
    found = {"正文": letter, "文首": letter[:40], "方案引言": preamble, "附件1": slogans, "附件2": cities}
    for part in parts:
        found[part[0]] = part
        for piece in re.split(r"(?<=[。求动）])(?=（[一二三四五六七八九]）)", part)[1:]:
            found[f"{part[0]}{piece[:3]}"] = piece
    return found


def test_each_quote_stands_under_its_own_clause(month: Programme) -> None:
    texts = clauses(month.text)
    sources = [entry.source for entry in everything(month).values()]
    sources += [contact.source for contact in month.contacts]
    wanted = [(same_words(each.quote).replace("(", "（").replace(")", "）"), each.clause) for each in sources]
    assert [(quote, clause) for quote, clause in wanted if quote not in texts[clause]] == []


def test_the_notices_order_holds_every_entry_once(month: Programme) -> None:
    listed = [item for section in month.sections for item in section.items]
    assert len(listed) == len(set(listed))
    assert set(everything(month)) - set(listed) == {"basis"}
    assert [section.clause for section in month.sections] == [
        *("正文", "一", "二（一）", "二（二）", "二（三）", "二（四）", "二（五）"),
        *(f"三（{number}）" for number in "一二三四五六七八九"),
        *("四（一）", "四（二）", "四（三）", "附件1", "附件2"),
    ]


def test_readings_say_what_was_chosen(month: Programme) -> None:
    assert len(month.readings) == 13
    assert all(question.endswith("？") and answer for question, answer in month.readings)
