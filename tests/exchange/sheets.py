"""Sheets as people make them, with what is to be found in each; every firm and person in them is invented."""

from dataclasses import dataclass

CODE = "91350100M000100Y43"
Rows = list[list[str]]


@dataclass(frozen=True)
class Shape:
    """A sheet, the ledger it is for, the fields to be found by column, and how many records it has."""

    name: str
    ledger: str
    rows: Rows
    fields: tuple[str | None, ...]
    records: int
    heading_row: int | None = 0


def sheet(text: str) -> Rows:
    """Give the rows of a sheet written down: a line a row, cells apart by |, ↵ a line break within."""
    lines = text.strip("\n").split("\n")
    return [[cell.strip().replace("↵", "\n") for cell in line.split("|")] for line in lines]


def _trainings(count: int = 3) -> str:
    return "\n".join(f"{n}|示例培训{n}|2022-03-1{n}|6{n}|江岸区" for n in range(1, count + 1))


TRAINING = (None, "subject", "held_on", "trainees", "unit")
FIRMS = f"示例机械一厂|{CODE}|江岸区|是\n示例纺织二厂|{CODE}|江汉区|否\n示例食品公司|{CODE}|汉阳区|是"
FIRM_FIELDS = ("name", "code", "unit", "above_scale")

SHAPES = (
    Shape(
        "plain", "training", sheet("序号|培训主题|培训日期|培训人数|所属单位\n" + _trainings()), TRAINING, 3
    ),
    Shape(
        "a title above",
        "training",
        sheet("2022年质量培训台账||||\n序号|培训名称|培训时间|参训人数|县区\n" + _trainings()),
        TRAINING,
        3,
        1,
    ),
    Shape(
        "an annex, a title and a line about who filled it in",
        "training",
        sheet(
            "附件3\n示例市质量培训情况统计表\n填报单位：示例局||日期：2022年6月30日\n"
            "序号|培训班名称|举办时间|人数（人）|县（市、区）\n" + _trainings()
        ),
        TRAINING,
        3,
        3,
    ),
    Shape(
        "blank rows above and between",
        "training",
        sheet(
            "||||\n||||\n序号|主题|日期|人次|辖区\n1|甲培训|2022-03-01|3|江岸区\n||||\n2|乙培训|2022-03-02|4|江汉区"
        ),
        TRAINING,
        2,
        2,
    ),
    Shape(
        "a heading of two rows",
        "training",
        sheet(
            "序号|培训主题|培训情况|||所在县区\n||时间|人数|地点|\n"
            "1|示例一|2022-03-01|3|示例礼堂|江岸区\n2|示例二|2022-03-02|4|示例礼堂|江汉区"
        ),
        (None, "subject", "held_on", "trainees", "place", "unit"),
        2,
    ),
    Shape(
        "a heading of two rows below a title of one merged cell",
        "enterprise",
        sheet(
            f"示例市规上企业名录|||||\n序号|企业信息||联系方式||规上\n|名称|统一社会信用代码|联系人|电话|\n"
            f"1|示例一厂|{CODE}|示例员甲|000-0000000|是\n2|示例二厂|{CODE}|示例员乙|000-0000000|否"
        ),
        (None, "name", "code", "contact", "phone", "above_scale"),
        2,
        1,
    ),
    Shape(
        "merged cells repeated by the reader",
        "enterprise",
        sheet(
            "企业名称|联系方式|联系方式|规上\n企业名称|联系人|电话|规上\n示例一厂|示例员甲|000-0|是\n示例二厂|示例员乙|000-0|否"
        ),
        ("name", "contact", "phone", "above_scale"),
        2,
    ),
    Shape(
        "three rows of headings",
        "project",
        sheet(
            "项目名称|年度|经费|||所属单位\n||省级|配套||\n||申请经费（万元）|落实配套（万元）|配套到位（万元）|\n"
            "示例项目一|2022|25|25|20|江岸区\n示例项目二|2022|25|25|20|江汉区"
        ),
        ("name", "year", "applied", "match_secured", "matched", "unit"),
        2,
    ),
    Shape(
        "units in a row of their own",
        "project",
        sheet(
            "项目名称|年度|上年产值|企业数量\n||（元）|（家）\n示例项目一|2022|3200000|12\n示例项目二|2022|4200000|13"
        ),
        ("name", "year", "output_value", "firms"),
        2,
    ),
    Shape(
        "the places of columns below",
        "training",
        sheet("序号|培训主题|培训日期|培训人数|地区\n甲|乙|1|2|3\n" + _trainings()),
        TRAINING,
        3,
    ),
    Shape(
        "numbered columns",
        "training",
        sheet("序号|主题|时间|人数|地区\n1|2|3|4|5\n" + _trainings()),
        TRAINING,
        3,
    ),
    Shape(
        "an example below",
        "training",
        sheet("序号|培训主题|培训日期|培训人数|地区\n示例|质量培训|2022-01-01|50|某某区\n" + _trainings()),
        TRAINING,
        3,
    ),
    Shape(
        "sums, a note and signatures below",
        "training",
        sheet(
            "序号|主题|时间|人数|地区\n" + _trainings() + "\n合计|||186|\n备注：人数含线上。\n"
            "填表人：示例员甲||审核人：示例员乙||"
        ),
        TRAINING,
        3,
    ),
    Shape(
        "a sum below each unit",
        "training",
        sheet(
            "序号|主题|时间|人数|地区\n1|甲|2022-03-01|3|江岸区\n|小计||3|\n"
            "2|乙|2022-03-02|4|江汉区\n江汉区小计|||4|\n总 计|||7|"
        ),
        TRAINING,
        2,
    ),
    Shape(
        "groups",
        "training",
        sheet(
            "序号|主题|时间|人数|地区\n一、示例市本级||||\n1|甲|2022-03-01|3|江岸区\n（二）县区||||\n2|乙|2022-03-02|4|江汉区"
        ),
        TRAINING,
        2,
    ),
    Shape(
        "headings once more on each page",
        "training",
        sheet(
            "培训台账\n序号|主题|时间|人数|地区\n1|甲|2022-03-01|3|江岸区\n第 1 页 共 2 页\n"
            "培训台账\n序号|主题|时间|人数|地区\n"
            "2|乙|2022-03-02|4|江汉区\n第 2 页 共 2 页"
        ),
        TRAINING,
        2,
        1,
    ),
    Shape(
        "numbered rows nobody filled",
        "training",
        sheet("序号|主题|时间|人数|地区\n" + _trainings(2) + "\n3||||\n4||||"),
        TRAINING,
        2,
    ),
    Shape(
        "notes numbered one below the other",
        "training",
        sheet(
            "序号|主题|时间|人数|地区\n"
            + _trainings(2)
            + "\n注：1. 每场一行；\n2. 人数按签到表；\n3. 截至6月底\n（盖章）\n2022年6月30日"
        ),
        TRAINING,
        2,
    ),
    Shape(
        "another table below, which is not this ledger's",
        "training",
        sheet(
            "序号|主题|时间|人数|地区\n" + _trainings(3) + "\n||||\n附：经费情况表||||\n"
            "序号|经费来源|经费金额|说明|\n1|财政|25|无|\n2|自筹|25|无|"
        ),
        TRAINING,
        3,
    ),
    Shape(
        "a smaller table above",
        "training",
        sheet(
            "汇总\n县区|人数合计\n江岸区|61\n江汉区|62\n\n"
            "明细\n序号|培训主题|培训日期|培训人数|地区\n" + _trainings(3)
        ),
        TRAINING,
        3,
        6,
    ),
    Shape(
        "the same table once more at its right",
        "enterprise",
        sheet(
            "企业名称|规上|地区||企业名称|规上|地区\n示例一厂|是|江岸区||示例三厂|是|江汉区\n示例二厂|否|江岸区||||"
        ),
        ("name", "above_scale", "unit"),
        2,
    ),
    Shape("no headings", "enterprise", sheet(FIRMS), ("name", "code", "unit", None), 3, None),
    Shape("one column", "enterprise", sheet("企业名称\n示例一厂\n示例二厂"), ("name",), 2),
    Shape("firms", "enterprise", sheet("单位名称|社会信用代码|地区|规上\n" + FIRMS), FIRM_FIELDS, 3),
    Shape("companies", "enterprise", sheet("公司名称|信用代码|所在县区|是否规上\n" + FIRMS), FIRM_FIELDS, 3),
    Shape(
        "names", "enterprise", sheet("名称|机构代码|县（市、区）|规上企业（是/否）\n" + FIRMS), FIRM_FIELDS, 3
    ),
    Shape(
        "stars",
        "enterprise",
        sheet("*企业名称|统一社会信用代码*|★所属单位：|*规上\n" + FIRMS),
        FIRM_FIELDS,
        3,
    ),
    Shape(
        "asked for",
        "enterprise",
        sheet("企业名称（必填）|信用代码(18位)|所属区县【必填】|是否规上\n" + FIRMS),
        FIRM_FIELDS,
        3,
    ),
    Shape(
        "broken lines and wide signs",
        "enterprise",
        sheet("企业↵名　称|统一社会↵信用代码|所 在↵县 区|是　否↵规　上\n" + FIRMS),
        FIRM_FIELDS,
        3,
    ),
    Shape(
        "numbers", "enterprise", sheet("1.企业名称|2、信用代码|（3）辖区|四、规上\n" + FIRMS), FIRM_FIELDS, 3
    ),
    Shape(
        "both languages",
        "enterprise",
        sheet("企业名称 Name|信用代码 Code|地区 District|规上 Above scale\n" + FIRMS),
        FIRM_FIELDS,
        3,
    ),
    Shape("keys", "enterprise", sheet("NAME|code|unit|above_scale\n" + FIRMS), FIRM_FIELDS, 3),
    Shape(
        "an odd word for the code", "enterprise", sheet("企业名称|照面号|属地|规上\n" + FIRMS), FIRM_FIELDS, 3
    ),
    Shape("no word for the unit", "enterprise", sheet("企业名称|信用代码||规上\n" + FIRMS), FIRM_FIELDS, 3),
    Shape(
        "only odd words",
        "enterprise",
        sheet("甲栏|乙栏|丙栏|丁栏\n" + FIRMS),
        ("name", "code", "unit", None),
        3,
    ),
    Shape(
        "city and county",
        "enterprise",
        sheet("企业名称|市州|县区\n示例一厂|武汉市|江岸区\n示例二厂|武汉市|江汉区\n示例三厂|武汉市|汉阳区"),
        ("name", "unit", "unit"),
        3,
    ),
    Shape(
        "name and code for one reference",
        "action",
        sheet(
            "企业名称|统一社会信用代码|时间|服务形式\n"
            + "\n".join([f"示例一厂|{CODE}|2022-03-01|上门服务"] * 3)
        ),
        ("enterprise", "enterprise", "done_on", "kind"),
        3,
    ),
    Shape(
        "name and a code nobody filled",
        "action",
        sheet("企业名称|统一社会信用代码|时间|服务形式\n" + "\n".join(["示例一厂||2022-03-01|上门服务"] * 3)),
        ("enterprise", None, "done_on", "kind"),
        3,
    ),
    Shape(
        "two days and a word that says neither",
        "introduction",
        sheet("企业名称|导入方法|日期|县区\n示例一厂|精益生产|2022-03-01|江岸区"),
        ("enterprise", "method", None, "unit"),
        1,
    ),
    Shape(
        "remarks and explanations",
        "training",
        sheet("培训主题|培训日期|核实说明|备注\n甲|2022-03-01|已核|无"),
        ("subject", "held_on", "explanation", "remark"),
        1,
    ),
    Shape(
        "a remark of the ledger's own",
        "submission",
        sheet("报送事项|报送时间|文号|备注|备注（另加）\n工作方案|2022-03-01|示例〔2022〕1号|无|无"),
        ("deadline", "submitted_on", "doc_no", "note", "remark"),
        1,
    ),
    Shape(
        "a ladder",
        "benchmark",
        sheet(
            "企业名称|培育梯队|认定时间|经费（元）|国际标准数|国标|行标|团标\n示例一厂|标杆|2022-03-01|30000|1|2|3|4"
        ),
        (
            "enterprise",
            "status",
            "recognised_on",
            "funds",
            "international_standards",
            "national_standards",
            "industry_standards",
            "group_standards",
        ),
        1,
    ),
    Shape(
        "platforms",
        "platform",
        sheet(
            "平台名称|产业领域|建设单位|建设进展|建成时间|县市区\n示例平台|先进材料|示例院|建成|2022-03-01|江岸区"
        ),
        ("name", "direction", "host", "status", "built_on", "unit"),
        1,
    ),
    Shape(
        "stations in groups",
        "station",
        sheet(
            "站点名称|建设情况|示范站|||工作人员↵（人）\n||申报日期|验收日期|授牌日期|\n示例站|建成|2022-03-01|2022-04-01|2022-05-01|5"
        ),
        ("name", "stage", "demo_applied_on", "demo_accepted_on", "demo_awarded_on", "staff"),
        1,
    ),
    Shape(
        "fields and products",
        "focus",
        sheet("县（市、区）|类型|产品名称|启动时间|提升方案|成果\n江岸区|产品品种|示例产品|2022-03-01|无|无"),
        ("unit", "kind", "name", "started_on", "plan", "result"),
        1,
    ),
    Shape(
        "articles",
        "publicity",
        sheet(
            "序号|稿件标题|刊发媒体|刊发时间|媒体级别|链接地址|县区\n1|示例报道|示例日报|2022-03-01|市级|无|江岸区"
        ),
        (None, "headline", "medium", "published_on", "level", "link", "unit"),
        1,
    ),
    Shape(
        "years among the headings",
        "enterprise",
        sheet(f"企业名称|信用代码|地区|2020|2021\n示例一厂|{CODE}|江岸区|3|4\n示例二厂|{CODE}|江岸区|3|4"),
        ("name", "code", "unit", None, None),
        2,
    ),
)
