"""What the editor of packs says: its help, and what can be done where nothing stands yet."""

from __future__ import annotations

from collections.abc import Mapping

from qtrack.tui.packs.sections import BASIC, QUOTAS, SOURCES, TODO, WAITING, titles

HELP = """\
左边是方案的各部分，右边是其中的条目；Tab 或 ←→ 左右换边。没有的部分空着就是。

Enter　　左边：到右边去；还没有条目的，新增一条
　　　　 右边：修改这一条；选项都从列表里选，F4 列出全部
F7　　　 新增；有下级的（下限的数、表的栏目、考核内容等）先问加在哪里
　　　　 表格里 F3 存一条接着填下一条
　　　　 任务分解表、表头从 WPS 表格粘贴，通知原文也粘贴
F8　　　 删除这一条
Ctrl+↑↓　这一条上移、下移
F5　　　 还缺什么：有差错的、与原文不符的；Enter 到那里去
F6　　　 更多：换台账、全部确认、放弃未保存的改动
F4　　　 确认这一条的待核内容
Ctrl+Z　 撤销，Ctrl+Y 重做
F2　　　 保存成方案；有差错的不能保存
Esc　　　离开；没有保存的留作草稿，下次接着写

要补　　　　 缺了这一项方案不能用
可补　　　　 下一步可以做的
原文没有　　 引文在通知原文里找不到；可以保存
待核　　　　 从别的年度套用来的数和日期，改过或确认过就不再标
沿用上年原文 引文还是上年通知的；换上新通知原文后，对不上的标“原文没有”
"""

_EMPTY: Mapping[str, str] = {
    TODO: "不缺什么",
    WAITING: "没有待核的内容",
    QUOTAS: "先登记任务指标，再按 F7 从 WPS 粘贴；没有分解就不用",
}

ADDED_TO = tuple(key for key in titles() if key not in (TODO, BASIC, SOURCES, WAITING))
"""The sections that take entries."""


def empty_words(section: str) -> str:
    """Say what can be done in a section without entries."""
    return _EMPTY.get(section, f"还没有{titles()[section]}，按 F7 新增；通知没有就不用")
