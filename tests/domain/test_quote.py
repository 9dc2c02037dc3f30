"""A quote is found whatever the white space, and shown within its paragraph."""

import pytest

from qtrack.domain.quote import in_context

NOTICE = """二、重点任务

　　（一）推动10000家中小企业开展质量提升行动。广泛开展 培训，人数不少于50人。
（二）支持1000家规上企业。
推荐
表
"""


@pytest.mark.parametrize(
    ("quote", "before", "quoted", "after"),
    [
        (
            "广泛开展培训",
            "（一）推动10000家中小企业开展质量提升行动。",
            "广泛开展 培训",
            "，人数不少于50人。",
        ),
        (
            "推动 10000家\n中小企业",
            "（一）",
            "推动10000家中小企业",
            "开展质量提升行动。广泛开展 培训，人数不少于50人。",
        ),
        ("二、重点任务", "", "二、重点任务", ""),
        ("规上企业。推荐表", "（二）支持1000家", "规上企业。\n推荐\n表", ""),
        ("（二）", "", "（二）", "支持1000家规上企业。"),
        ("通知里没有的话", "", "通知里没有的话", ""),
        ("", "", "", ""),
    ],
)
def test_a_quote_stands_in_its_paragraph(quote: str, before: str, quoted: str, after: str) -> None:
    assert in_context(NOTICE, quote, "一") == (before, quoted, after)


def test_a_text_without_a_last_line_break_ends_the_paragraph() -> None:
    assert in_context("甲乙丙", "乙", "") == ("甲", "乙", "丙")


@pytest.mark.parametrize(
    ("clause", "paragraph"),
    [
        ("二（二）", "（二）支持1000家规上企业。"),
        ("一", "全省支持1000家规上企业，培育100家。"),
        ("三（五）", "全省支持1000家规上企业，培育100家。"),
    ],
)
def test_a_quote_in_several_places_is_shown_in_its_clause(clause: str, paragraph: str) -> None:
    repeated = "一、思想\n  全省支持1000家规上企业，培育100家。\n" + NOTICE
    assert "".join(in_context(repeated, "支持1000家规上企业", clause)) == paragraph
