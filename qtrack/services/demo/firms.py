"""Invented firms and what was done for them: the ledgers behind the notice's large numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from qtrack.domain.region import Unit
from qtrack.ledgers import Action, Benchmark, Enterprise, Introduction
from qtrack.ledgers.action import ActionKind
from qtrack.ledgers.benchmark import AwardGoal, BenchmarkStatus
from qtrack.ledgers.enterprise import Size
from qtrack.ledgers.introduction import IntroductionStatus, Method
from qtrack.services.demo.ground import CONTACT, PHONE, Ground, counted_words, invent, invented_code

INDUSTRIES = (
    "机械", "食品", "纺织", "化工", "电子", "建材", "包装", "茶业", "家具", "陶瓷", "医药", "饲料",
)  # fmt: skip
HOSTILE_NAME = "示例[/]厂"
"""One firm carries signs that are markup elsewhere, so that every screen is seen to show them as they are."""

_FIRMS_AT_REST = 0.04
_HELPED_TWICE = 0.09
_HELPED_NEXT_DOOR = 0.2
_MORE_ABOVE_SCALE = 0.08
_TRAINED_ONLY = 0.15
_BELOW_SCALE = 0.05
_METHODS_IN_USE = (IntroductionStatus.INTRODUCED, IntroductionStatus.RUNNING, IntroductionStatus.EFFECTIVE)
_OF_OTHER_NOTICES = (
    ActionKind.METROLOGY_FOR_SMALL,
    ActionKind.CHECKUP,
    ActionKind.SMALL_FIRMS,
    ActionKind.ONE_STOP,
)
_KINDS = [kind for kind in ActionKind if kind not in _OF_OTHER_NOTICES]


class Register:
    """Founds firms, each with a name and a code of its own."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._serial = 0
        self._named: Counter[tuple[str, str]] = Counter()

    def found(self, unit: Unit, *, above_scale: bool) -> Enterprise:
        """Found a firm in a unit."""
        self._serial += 1
        chance = self._chance
        industry = chance.choice(INDUSTRIES)
        self._named[unit.code, industry] += 1
        number = counted_words(self._named[unit.code, industry])
        name = f"示例{unit.short}{industry}{number}厂" if self._serial > 1 else HOSTILE_NAME
        sizes = (Size.MEDIUM, Size.MEDIUM, Size.SMALL) if above_scale else (Size.SMALL, Size.MICRO)
        return invent(
            Enterprise,
            unit,
            name=name,
            code=invented_code(unit, self._serial),
            above_scale=above_scale,
            size=chance.choice(sizes),
            industry=industry,
            contact=CONTACT,
            phone=PHONE,
        )


class Firms:
    """Firms of the whole province by the unit that takes their quota."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._register = Register(ground.chance)
        self.of = {unit.code: self._founded(unit) for unit in ground.quota_units}

    def _founded(self, unit: Unit) -> list[Enterprise]:
        ground, parts = self._ground, self._ground.parts(unit)
        number = round(ground.aim("action", unit, 0) * (1 + _FIRMS_AT_REST)) + 1
        large = round(ground.aim("introduction", unit, 6) * (1 + _TRAINED_ONLY) + number * _MORE_ABOVE_SCALE)
        weights = [ground.chance.uniform(0.5, 1.5) for _ in parts]
        places = ground.chance.choices(parts, weights, k=max(number, large))
        return [self._register.found(place, above_scale=at < large) for at, place in enumerate(places)]

    def actions(self) -> Iterator[Action]:
        """Help so many firms as each unit has reached of its number; some twice, some of those next door."""
        ground = self._ground
        for unit in ground.quota_units:
            parts = ground.parts(unit)
            own = {part.code: part for part in parts}
            for firm in ground.chance.sample(self.of[unit.code], ground.aim("action", unit, 0)):
                yield self._action(own[firm.unit], firm)
                if ground.chance.random() < _HELPED_TWICE:
                    next_door = ground.chance.random() < _HELPED_NEXT_DOOR
                    yield self._action(ground.chance.choice(parts) if next_door else own[firm.unit], firm)

    def _action(self, unit: Unit, firm: Enterprise) -> Action:
        chance = self._ground.chance
        return invent(
            Action,
            unit,
            enterprise=firm.uid,
            done_on=self._ground.day(),
            kind=chance.choice(_KINDS),
            provider=chance.choice(("示例检测院", "示例质量协会", "示例服务站")),
            need="示例：尺寸不稳",
            result=chance.choice(("示例：合格率提高", "示例：通过认证", None)),
        )

    def introductions(self) -> Iterator[Introduction]:
        """Bring methods to firms above scale; those only trained or below scale do not count."""
        ground = self._ground
        for unit in ground.quota_units:
            own = {part.code: part for part in ground.parts(unit)}
            large = [firm for firm in self.of[unit.code] if firm.above_scale]
            small = [firm for firm in self.of[unit.code] if not firm.above_scale]
            aim = ground.aim("introduction", unit, 6)
            ground.chance.shuffle(large)
            for at, firm in enumerate(large[: round(aim * (1 + _TRAINED_ONLY))]):
                yield self._introduction(own[firm.unit], firm, trained_only=at >= aim)
            for firm in small[: round(aim * _BELOW_SCALE)]:
                yield self._introduction(own[firm.unit], firm, trained_only=False)

    def _introduction(self, unit: Unit, firm: Enterprise, *, trained_only: bool) -> Introduction:
        ground = self._ground
        trained_on = ground.day()
        return invent(
            Introduction,
            unit,
            enterprise=firm.uid,
            method=ground.chance.choice(list(Method)),
            status=IntroductionStatus.TRAINED if trained_only else ground.chance.choice(_METHODS_IN_USE),
            trained_on=trained_on,
            introduced_on=None if trained_only else ground.day(trained_on),
            maturity_before="示例一级",
            maturity_after=None if trained_only else "示例二级",
            chain=f"示例{firm.industry}产业链",
        )

    def benchmarks(self) -> Iterator[Benchmark]:
        """Put firms on the ladder: those recognised, and as many on the two rungs below."""
        ground = self._ground
        for unit in ground.quota_units:
            own = {part.code: part for part in ground.parts(unit)}
            large = [firm for firm in self.of[unit.code] if firm.above_scale]
            aim = ground.aim("benchmark", unit, 11)
            for at, firm in enumerate(ground.chance.sample(large, min(len(large), 2 * aim + 1))):
                rung = BenchmarkStatus.NURTURED if at % 2 else BenchmarkStatus.RESERVE
                yield self._benchmark(own[firm.unit], firm, BenchmarkStatus.BENCHMARK if at < aim else rung)

    def _benchmark(self, unit: Unit, firm: Enterprise, status: BenchmarkStatus) -> Benchmark:
        ground = self._ground
        surveyed_on = ground.day()
        recognised = status is BenchmarkStatus.BENCHMARK
        return invent(
            Benchmark,
            unit,
            enterprise=firm.uid,
            status=status,
            surveyed_on=surveyed_on,
            recognised_on=ground.day(surveyed_on + timedelta(days=30)) if recognised else None,
            experts="示例专家组",
            tailored="示例定制项目" if recognised else None,
            funds=ground.chance.randint(2, 30) * 1_000_000 if recognised else None,
            national_standards=ground.chance.randint(0, 2),
            industry_standards=ground.chance.randint(0, 3),
            group_standards=ground.chance.randint(0, 4),
            brand="示例品牌",
            award_goals=(AwardGoal.YANGTZE,) if recognised else None,
            experience="示例：首件检验制度" if recognised else None,
        )
