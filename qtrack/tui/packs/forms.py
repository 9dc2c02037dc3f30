"""The forms of a pack's entries: which fields they ask for, beside what counts."""

from __future__ import annotations

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.terms import Each, Strength
from qtrack.packs.counts import NUMBERS
from qtrack.tui.packs.blanks import picks
from qtrack.tui.packs.counting import Schemas, count_fields, one_way, where_fields

EACH_WORDS = {
    Each.COUNTY.value: "每个县（市、区）",
    Each.CITY.value: "每个市州",
    Each.DIRECT.value: "每个直管市、林区",
    Each.PROVINCE.value: "全省",
}
_EACH_TICKS = {"county": "县区", "city": "市州", "direct": "直管市和林区", "province": "省局"}

_STRENGTHS = picks({each.value: each.value for each in Strength})
_STRENGTH = Field("strength", "措辞强度", Kind.CHOICE, required=True, choices=_STRENGTHS)
SOURCE = (
    Field("source.clause", "出自哪一条", Kind.TEXT, required=True, length=60, hint="如 二（一）、附件3"),
    Field("source.quote", "原文", Kind.NOTE, required=True, hint="照抄通知里的原话，一字不差"),
)


def _text(key: str, label: str, hint: str = "", *, required: bool = False, length: int = 200) -> Field:
    return Field(key, label, Kind.TEXT, required=required, length=length, hint=hint)


BASIC = (
    _text("title", "通知标题", required=True),
    _text("name", "方案名称", required=True),
    _text("short", "简称", "屏幕上显示的，尽量短", required=True, length=40),
    _text("issuer", "印发机关", required=True),
    _text("addressees", "主送", required=True),
    _text("doc_no", "文号", "通知没有印就不填"),
    Field("issued_on", "印发日期", Kind.DATE),
    Field("starts_on", "开始日期", Kind.DATE, required=True),
    Field("ends_on", "结束日期", Kind.DATE, required=True),
    _text("period_note", "起止说明", "起止日期是怎么读出来的"),
    _text("disclosure", "公开属性"),
    _text("theme", "活动主题"),
)


def basic_schema(schemas: Schemas) -> Schema:
    """Ask for what every notice has, and the ledgers it is worked with."""
    used = picks({key: schema.title for key, schema in schemas.items()})
    ledgers = Field("ledgers", "用哪些台账", Kind.TICKS, choices=used, hint="不填就按计数口径")
    return Schema("basic", "基本信息", (*BASIC, ledgers))


def new_schema() -> Schema:
    """Ask for what a notice from nothing begins with."""
    asked = [field for field in BASIC if field.key in ("title", "issuer", "starts_on", "ends_on")]
    name = _text("id", "方案代号", "小写字母、数字、连字符，如 hubei-2026", required=True, length=39)
    return Schema("new", "新方案", (name, *asked))


def target_schema(schemas: Schemas, ledger: str) -> Schema:
    """Ask for a target."""
    return Schema(
        "target",
        "任务指标",
        (
            _text("tier", "层级", "通知自己的叫法，如 万、千、百", required=True, length=20),
            _text("name", "名称", required=True),
            Field("number", "任务数", Kind.COUNT, required=True),
            _text("unit", "单位", "家、个、人次", required=True, length=10),
            _STRENGTH,
            *SOURCE,
            *count_fields(schemas, ledger),
            Field("due_on", "完成日期", Kind.DATE),
            Field("paced", "按序时进度判", Kind.FLAG, hint="不填为是"),
            _text("note", "说明"),
        ),
        (one_way,),
    )


def _each(label: str) -> Field:
    return Field("each", label, Kind.CHOICE, required=True, choices=picks(EACH_WORDS))


def floor_schema() -> Schema:
    """Ask for a floor, its numbers left to `test_schema`."""
    fields = (
        _text("name", "名称", required=True),
        _each("管哪些单位"),
        _STRENGTH,
        *SOURCE,
        Field("due_on", "完成日期", Kind.DATE),
        _text("reading", "读法", "有疑问的词是怎么读的"),
    )
    return Schema("floor", "下限", fields)


def test_schema(schemas: Schemas, ledger: str) -> Schema:
    """Ask for one number of a floor."""
    fields = (
        _text("label", "数什么", "如 场次、人数", required=True, length=20),
        Field("at_least", "不少于", Kind.COUNT, required=True),
        _text("unit", "单位", "次、人、个", required=True, length=10),
        *count_fields(schemas, ledger),
    )
    return Schema("test", "下限的数", fields, (one_way,))


def cap_schema(schemas: Schemas, ledger: str) -> Schema:
    """Ask for a cap."""
    fields = (
        _text("name", "名称", required=True),
        _each("管哪些单位"),
        Field("at_most", "最多", Kind.COUNT, required=True),
        _text("unit", "单位", "个、家", required=True, length=10),
        _STRENGTH,
        *SOURCE,
        *count_fields(schemas, ledger, own=True),
    )
    return Schema("cap", "上限", fields, (one_way,))


def limit_schema(schemas: Schemas, ledger: str, field: str) -> Schema:
    """Ask for the most that one field of a ledger may hold."""
    kind = schemas[ledger].field(field).kind
    fields = (
        _text("name", "名称", required=True),
        Field("at_most", f"{schemas[ledger].field(field).label}最多", kind, required=True),
        _STRENGTH,
        *SOURCE,
        *where_fields(schemas, ledger, "where", own=True),
    )
    return Schema("limit", "限额", fields)


def limited_fields(schemas: Schemas) -> dict[str, dict[str, str]]:
    """Give by ledger the fields that can be limited, with their labels."""
    found = {
        key: {field.key: field.label for field in schema.fields if field.kind in NUMBERS}
        for key, schema in schemas.items()
    }
    return {key: fields for key, fields in found.items() if fields}


def deadline_schema() -> Schema:
    """Ask for a deadline."""
    owed = picks(_EACH_TICKS)
    fields = (
        _text("title", "事项", required=True),
        Field("due_on", "截止日期", Kind.DATE, required=True, hint="含当天"),
        Field("owed_by", "由谁报", Kind.TICKS, required=True, choices=owed),
        Field("strength", "措辞强度", Kind.CHOICE, choices=_STRENGTHS, hint="不填为硬性"),
        _text("receiver", "报给谁", length=40),
        Field("submission", "要登记报送", Kind.FLAG, hint="不填为是；只是一个日子的填否"),
        Field("deliverables", "应报件", Kind.NOTE, hint="分开打勾的一行一件，照原文"),
        Field("yearly", "每年一次", Kind.FLAG, hint="不填为否"),
        *SOURCE,
        _text("reading", "读法", "有疑问的词是怎么读的"),
    )
    return Schema("deadline", "时限", fields)


def form_schema() -> Schema:
    """Ask for a printed form, its blanks left to `blank_schema`."""
    return Schema("form", "表式", (_text("title", "表名", "照原文", required=True), *SOURCE))


def blank_schema(schemas: Schemas, ledger: str) -> Schema:
    """Ask for one blank of a printed form."""
    columns = picks({field.key: field.label for field in schemas[ledger].fields})
    fields = (
        _text("group", "栏目组", "表上没有就不填", length=60),
        _text("label", "栏目", "照表上印的", required=True, length=60),
        Field("column", "填台账的哪一项", Kind.CHOICE, choices=columns, hint="没有对应的就不填"),
    )
    return Schema("blank", "表式的栏目", fields)


def source_schema() -> Schema:
    """Ask for where something is printed."""
    short = tuple(
        Field(
            one.key.removeprefix("source."),
            one.label,
            one.kind,
            required=True,
            length=one.length,
            hint=one.hint,
        )
        for one in SOURCE
    )
    return Schema("source", "出处", short)
