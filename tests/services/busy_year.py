"""A year of rows by chance, beside what a person would count of them."""

from datetime import date
from random import Random

from programme import JIANGAN, JIANGHAN, QIAOKOU, SHIYAN, WUHAN, XIANTAO, ZHANGWAN
from rows import put
from sqlalchemy.orm import Session

from qtrack.ledgers.benchmark import BenchmarkStatus
from qtrack.ledgers.introduction import IntroductionStatus
from qtrack.ledgers.station import Stage
from qtrack.services.office import Office


def busy_year(session: Session, office: Office) -> dict[str, list[tuple[str, str, bool, int]]]:
    """Keep rows of chance and give, by ledger: unit, firm, whether it counts, a number of people."""
    chance = Random(11)  # noqa: S311 - chance for invention, not for secrets
    units = [JIANGAN, JIANGHAN, QIAOKOU, ZHANGWAN, WUHAN, SHIYAN, XIANTAO]
    kept: dict[str, list[tuple[str, str, bool, int]]] = {}
    firms = {
        put(session, office, "enterprise", above_scale=place % 2 == 0, name=f"示例{place}厂"): place % 2 == 0
        for place in range(12)
    }

    def keep(
        key: str, unit: str, firm: str = "", *, counts: bool = True, people: int = 0, **said: object
    ) -> None:
        kept.setdefault(key, []).append((unit, firm, counts, people))
        put(session, office, key, unit, **said)

    for turn in range(60):
        unit, firm = chance.choice(units), chance.choice(list(firms))
        day = chance.choice((date(2022, 5, 6), date(2021, 5, 6), date(2022, 12, 6)))
        now = day == date(2022, 5, 6)
        keep("action", unit, firm, counts=now, enterprise=firm, done_on=day)
        status = chance.choice(list(IntroductionStatus))
        led = now and firms[firm] and status is not IntroductionStatus.TRAINED
        begun = None if status is IntroductionStatus.TRAINED else day
        keep("introduction", unit, firm, counts=led, enterprise=firm, status=status, introduced_on=begun)
        rank = chance.choice(list(BenchmarkStatus))
        held = rank is BenchmarkStatus.BENCHMARK
        keep(
            "benchmark", unit, firm, counts=now and held,
            enterprise=firm, status=rank, recognised_on=day if held else None,
        )  # fmt: skip
        people = chance.randint(1, 40)
        keep("training", unit, counts=now, people=people, held_on=day, trainees=people)
        used = chance.choice((True, False))
        state = (
            {"stage": Stage.IN_USE, "in_use_on": day} if used else {"stage": Stage.BUILT, "in_use_on": None}
        )
        keep(
            "station",
            unit,
            counts=used and day <= office.today,
            name=f"示例{turn}站",
            built_on=min(day, office.today),
            **state,
        )
    return kept
