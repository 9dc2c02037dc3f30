"""The facts of the Hubei notice that the tests of services stand on, as a programme built by hand."""

from datetime import date

from qtrack.domain.programme import (
    Cap,
    Count,
    Deadline,
    Each,
    Floor,
    FloorTest,
    Funding,
    Limit,
    PastProject,
    Programme,
    Source,
    Strength,
    Target,
)
from qtrack.domain.region import Region
from qtrack.packs import load_region
from qtrack.places import seeds_folder

WAN = 1_000_000
"""分 in one 万元."""

PROVINCE, WUHAN, SHIYAN, XIANTAO = "420000", "420100", "420300", "429004"
JIANGAN, JIANGHAN, QIAOKOU, ZHANGWAN = "420102", "420103", "420104", "420303"

QUOTAS = {
    "420100": (3000, 350, 25),
    "420200": (600, 60, 7),
    "420300": (600, 50, 7),
    "420600": (1000, 100, 10),
    "420500": (1000, 100, 10),
    "421000": (600, 60, 6),
    "420800": (600, 60, 7),
    "420700": (300, 20, 3),
    "420900": (600, 50, 6),
    "421100": (300, 30, 4),
    "421200": (300, 30, 3),
    "421300": (300, 25, 3),
    "422800": (200, 20, 2),
    "429004": (200, 15, 2),
    "429006": (150, 12, 2),
    "429005": (200, 15, 2),
    "429021": (50, 3, 1),
}

HELPED = Count("action", on="done_on", distinct="enterprise")
INTRODUCED = Count(
    "introduction",
    on="introduced_on",
    where=(("status", ("导入", "运行", "见效")), ("enterprise.above_scale", ("是",))),
    distinct="enterprise",
)
RECOGNISED = Count("benchmark", on="recognised_on", where=(("status", ("标杆",)),), distinct="enterprise")
BUILT = Count("platform", on="built_on", where=(("status", ("建成",)),))
IN_USE = Count("station", on="in_use_on", where=(("stage", ("投入使用",)),), stock=True)
SESSIONS = Count("training", on="held_on")
PEOPLE = Count("training", on="held_on", total="trainees")
LARGEST = Count("training", on="held_on", largest="trainees")
PROJECTS = Count("project", on="recommended_on", where=(("year", ("2022",)),))


def source(clause: str) -> Source:
    """Give a place in the notice."""
    return Source(clause, "示例")


def quotas(place: int) -> tuple[tuple[str, int], ...]:
    """Give one column of 附件3."""
    return tuple((code, numbers[place]) for code, numbers in QUOTAS.items())


def _target(id_: str, tier: str, number: int, count: Count, place: int | None) -> Target:
    split = () if place is None else quotas(place)
    return Target(id_, tier, id_, number, "家", Strength.TARGET, source("二"), count, split)


def hubei() -> Region:
    """Give the whole province as a region."""
    return load_region(seeds_folder() / "regions" / "hubei.toml")


PROGRAMME = Programme(
    id="e22",
    name="湖北2022",
    short="湖北2022",
    title="关于开展2022年度“万千百十一”质量提升活动的通知",
    issuer="湖北省市场监督管理局",
    addressees="",
    issued_on=date(2022, 3, 11),
    region="hubei",
    text_file="hubei-2022.txt",
    starts_on=date(2022, 1, 1),
    ends_on=date(2022, 12, 31),
    period_note="",
    targets=(
        _target("wan", "万", 10000, HELPED, 0),
        _target("qian", "千", 1000, INTRODUCED, 1),
        _target("bai", "百", 100, RECOGNISED, 2),
        _target("shi", "十", 10, BUILT, None),
        _target("stations", "一", 150, IN_USE, None),
    ),
    floors=(
        Floor(
            "training",
            "培训",
            Each.COUNTY,
            Strength.HARD,
            source("二（一）"),
            (FloorTest("场次", "次", 1, SESSIONS), FloorTest("人数", "人", 50, PEOPLE)),
            (FloorTest("单场最大", "人", 0, LARGEST),),
        ),
        Floor(
            "station",
            "服务站",
            Each.COUNTY,
            Strength.PRINCIPLE,
            source("二（五）"),
            (FloorTest("在用", "个", 1, IN_USE),),
        ),
    ),
    caps=(
        Cap("city", "示范项目", Each.CITY, 2, "个", Strength.HARD, source("三（二）"), PROJECTS),
        Cap("direct", "示范项目", Each.DIRECT, 1, "个", Strength.HARD, source("三（二）"), PROJECTS),
    ),
    limits=(
        Limit(
            "amount", "申请经费", "project", "applied", 25 * WAN, Strength.HARD, source("三（二）"),
            (("year", ("2022",)),),
        ),
    ),
    deadlines=(
        Deadline("summary", "工作总结", date(2022, 12, 15), source("四（三）"), (Each.CITY, Each.DIRECT)),
        Deadline("plan", "实施方案", date(2022, 3, 25), source("四（一）"), (Each.CITY, Each.DIRECT)),
        Deadline(
            "coverage", "县域全覆盖", date(2022, 12, 31), source("二（五）"), (Each.PROVINCE,),
            submission=False,
        ),
    ),
    past_projects=(
        PastProject(3, "武汉经开区汽车零部件行业质量提升", "420100", "优秀", "已验收"),
        PastProject(18, "黄冈麻城菊花产业集群质量提升", "421181", "合格", "已验收"),
        PastProject(19, "恩施玉露茶产业集群质量提升", "422801", "良好", "已验收"),
        PastProject(26, "荆门市“荆品名门”农产品区域公用品牌质量提升", "420800", "", "延迟验收"),
    ),
    funding=(
        Funding("excellent", "优秀项目", 20 * WAN, matched=True, source=source("三（一）"), projects=(3,)),
        Funding("tea", "“616”", 10 * WAN, matched=False, source=source("三（一）"), projects=(19,)),
    ),
)  # fmt: skip
"""What the notice asks of everybody, in the words of qtrack."""
