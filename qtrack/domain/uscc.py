"""The 18-character 统一社会信用代码 of GB 32100-2015."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18


def check_code(code: str) -> str:
    """Say what is wrong with a code in upper case; an empty text when it stands.

    The check character is python-stdnum's; a letter in front (A, N or Y, N for rural collectives) stands,
    though that library wants a digit there.
    """
    from stdnum.cn.uscc import calc_check_digit

    if len(code) != LENGTH:
        return f"应为 18 位，现在是 {len(code)} 位"
    wrong = sorted(set(code) - set(ALPHABET))
    if wrong:
        return f"不含“{'、'.join(wrong)}”（字母 I O S V Z 不用）"
    if not code[2:8].isdecimal():
        return "第 3 至 8 位应为行政区划数字"
    expected = calc_check_digit(code[:-1])
    if code[-1] != expected:
        return f"校验位不对（末位应为 {expected}），请核对有无错字"
    return ""
