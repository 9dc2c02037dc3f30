"""The look of a workbook: fonts, lines and colours, each combination made once."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from qtrack.reports.report import Tone

# 宋体 and 黑体 are what offices print with, and Excel and WPS both know them by these names.
BODY_FONT = "宋体"
HEAD_FONT = "黑体"
BODY_POINTS = 10.5
"""五号: a digit is 7 pixels and a Chinese character 14, so that one column unit is one cell."""

BAR_COLOUR = "#BDD7EE"
CHART_COLOURS = ("#2F75B5", "#BFBFBF", "#C55A11", "#548235")

_LINE = "#7F7F7F"
_TONES: dict[Tone, dict[str, object]] = {
    Tone.PLAIN: {},
    Tone.GOOD: {"font_color": "#1E6B3A"},
    Tone.WARN: {"font_color": "#7F6000", "bg_color": "#FFF2CC"},
    Tone.BAD: {"font_color": "#9C0006", "bg_color": "#FCE4E4", "bold": True},
}

Look = dict[str, object]

TITLE: Look = {
    "font_name": HEAD_FONT,
    "font_size": 16,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
}
UNDER_TITLE: Look = {"align": "center", "valign": "vcenter", "text_wrap": True}
GRID_TITLE: Look = {"font_name": HEAD_FONT, "font_size": 12, "valign": "vcenter", "text_wrap": True}
HEADING: Look = {"font_name": HEAD_FONT, "font_size": 12, "valign": "vcenter", "text_wrap": True}
PARAGRAPH: Look = {"text_wrap": True, "valign": "top"}
SOURCE: Look = {"font_size": 9, "font_color": "#595959", "text_wrap": True, "valign": "top", "align": "right"}
NOTE: Look = {"font_size": 9, "font_color": "#595959", "text_wrap": True, "valign": "top"}
SIGN_OFF: Look = {"font_size": 12, "valign": "vcenter", "text_wrap": True}
COLUMN_HEAD: Look = {
    "font_name": HEAD_FONT,
    "bg_color": "#DCE6F1",
    "border": 1,
    "border_color": _LINE,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
}
CELL: Look = {"border": 1, "border_color": _LINE, "valign": "vcenter"}
TOTAL: Look = {"font_name": HEAD_FONT, "bg_color": "#F2F2F2"}


class Styles:
    """The formats of one workbook, made when first wanted."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def format(self, *looks: Look, tone: Tone = Tone.PLAIN) -> Format:
        """Give the format of these looks, the later ones and the tone prevailing."""
        whole: Look = {"font_name": BODY_FONT, "font_size": BODY_POINTS}
        for look in (*looks, _TONES[tone]):
            whole |= look
        key = tuple(sorted(whole.items(), key=lambda item: item[0]))
        if key not in self._made:
            self._made[key] = self._book.add_format(whole)
        return self._made[key]
