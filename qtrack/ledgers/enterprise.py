"""企业: the one record of a firm that feeds every ledger."""

from __future__ import annotations

from enum import Enum

from sqlalchemy import Boolean, String
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.domain.proof import Proof
from qtrack.ledgers.base import Ledger
from qtrack.ledgers.columns import Choice, CreditCode, about
from qtrack.ledgers.rules import doubtful


class Size(Enum):
    """Size classes of the statistics law."""

    LARGE = "大型"
    MEDIUM = "中型"
    SMALL = "小型"
    MICRO = "微型"


class Enterprise(Ledger):
    """One firm; the code is unique, and empty only where a firm has none (个体户, 老证)."""

    __tablename__ = "enterprise"
    title = "企业"
    dated_by = "no"
    named_by = "name"
    alike = (("name",),)
    proofs = (Proof("营业执照", "照片或扫描件"),)
    rules = (
        doubtful(
            "name",
            lambda values: not any(sign.isalpha() for sign in str(values["name"])),
            "企业名称：只有数字或符号，不像企业名称",
        ),
        doubtful(
            "code",
            lambda values: values["above_scale"] is True and values["code"] is None,
            "统一社会信用代码：规上企业都应有，没有填写",
        ),
        doubtful(
            "above_scale",
            lambda values: values["above_scale"] is False and values["size"] is Size.LARGE,
            "规上：大型企业一般都在规模以上",
        ),
        doubtful(
            "above_scale",
            lambda values: values["above_scale"] is True and values["size"] is Size.MICRO,
            "规上：微型企业一般不在规模以上",
        ),
    )

    name: Mapped[str] = mapped_column(String(80), index=True, info=about("企业名称", "营业执照上的全称", 30))
    code: Mapped[str | None] = mapped_column(
        CreditCode, unique=True, info=about("统一社会信用代码", "18 位；个体户、老证没有的可空", 20)
    )
    above_scale: Mapped[bool] = mapped_column(Boolean, info=about("规上", "规模以上企业写“是”", 4))
    size: Mapped[Size | None] = mapped_column(Choice(Size), info=about("规模", "", 6))
    industry: Mapped[str | None] = mapped_column(String(40), info=about("行业", "如：汽车零部件", 16))
    contact: Mapped[str | None] = mapped_column(String(40), info=about("联系人", "", 10))
    phone: Mapped[str | None] = mapped_column(String(40), info=about("联系电话", "", 14))
