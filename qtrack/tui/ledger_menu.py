"""What F6 offers over a ledger: every deed by name, with its keys, for hands that do not know them yet."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One deed: the action, its words, its keys; `of_table` when the table itself does it."""

    action: str
    words: str
    keys: str = ""
    of_table: bool = False


MENU: tuple[Entry, ...] = (
    Entry("import_file", "导入表格文件；成块粘贴进来也行", "Ctrl+O"),
    Entry("change_many", "批量修改选中的记录", "Ctrl+B"),
    Entry("fill_down", "同上：填上一行的值；选了多行则向下填充", "Ctrl+D"),
    Entry("edit_cell", "修改这一格", "F2"),
    Entry("copy", "复制选中的记录或这一格，可贴进表格", "Ctrl+C"),
    Entry("paste", "粘贴到这一格；多格的成块导入", "Ctrl+V"),
    Entry("star", "加星、去星", "*"),
    Entry("remark", "写备注", "Ctrl+N"),
    Entry("marks", "看计入哪里、存疑、核实说明和备注", "Ctrl+T"),
    Entry("evidence", "佐证：看、添加、打开、改种类、移除", "Ctrl+E"),
    Entry("completeness", "佐证齐套率：按台账和单位"),
    Entry("halves", "待完善：续填存了一半的记录"),
    Entry("drop_half", "待完善：删去一条"),
    Entry("nil", "零报告：某个月没有；再选可撤回", "0"),
    Entry("filter_value", "按本列的值筛选、统计", "F4"),
    Entry("only('STARRED')", "只看星标，再选看全部"),
    Entry("only('DOUBTED')", "只看存疑，再选看全部"),
    Entry("only('REMARKED')", "只看有备注的，再选看全部"),
    Entry("only('UNPROVEN')", "只看佐证不齐的，再选看全部"),
    Entry("all", "取消全部查找、筛选、排序"),
    Entry("save_filter", "保存现在的筛选"),
    Entry("use_filter", "取用保存的筛选"),
    Entry("drop_filter", "删去保存的筛选"),
    Entry("want_sort(False)", "按本列升序，再按取消", "[", of_table=True),
    Entry("want_sort(True)", "按本列降序，再按取消", "]", of_table=True),
    Entry("toggle_row", "选中这一行", "空格", of_table=True),
    Entry("select_all", "选中全部符合的", "Ctrl+A", of_table=True),
    Entry("drop_selection", "取消选择", "Esc", of_table=True),
    Entry("hide_column", "隐藏本列", "-", of_table=True),
    Entry("show_columns", "显示全部列", "=", of_table=True),
    Entry("resize_column(2)", "本列变宽", "Ctrl+→", of_table=True),
    Entry("resize_column(-2)", "本列变窄", "Ctrl+←", of_table=True),
    Entry("shift_column(1)", "本列右移", "Shift+→", of_table=True),
    Entry("shift_column(-1)", "本列左移", "Shift+←", of_table=True),
    Entry("app.undo(False)", "撤销上一步", "Ctrl+Z"),
    Entry("app.undo(True)", "重做", "Ctrl+Y"),
)
