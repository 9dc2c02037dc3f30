"""The unit that an address, a registrar's name, or the words of several columns together tell."""

from __future__ import annotations

import re

from qtrack.domain.region import Level, Region, Unit
from qtrack.domain.text import half_width, plain
from qtrack.domain.unreadable import UnreadableError

_LONGEST = 300
"""So many characters of an address are looked at."""

_QUOTED = 24
_BETWEEN = re.compile(r"[\s\-/·,、>|;:_→]+")
_CODE = re.compile(r"[0-9]{6}(?:[0-9]{3}(?:[0-9]{3})?)?(?:\.0)?")
_OF_THE_CITY = frozenset(
    ("市本级", "州本级", "本级", "市直", "州直", "市级", "州级", "市辖区", "市直属", "直属")
)
"""What stands for the city itself where a county is asked for."""
_NO_UNIT = (
    "省直辖县级行政区划",
    "省直辖县级行政单位",
    "省直辖行政单位",
    "省直辖县",
    "省直管县",
    "省直管市",
    "直管市",
)
"""What the statistics put in a city's place above the units a province governs itself."""
_OFFICE = re.compile(r".{0,24}(?:局|厅|委员会|管委会|所|中心|大队|支队)(?:\(.{0,20}\))?")
_BRANCH = re.compile(r".{0,20}?局(?P<place>.{2,8}?)(?:管理)?分局.{0,10}")
_ZONE = re.compile(
    r".{0,16}?(?:开发区|发展区|新技术|高新|经开|新区|[示试实][范验]区|管理区|自由?贸易?区|工业[区园]|产业园|科技[园城]|集中区|加工区|"
    r"合作区|保税区|[度旅风][假游景]区|特区|[农林]场)"
)
_STREETS = re.compile(
    r"[路街道巷号村镇乡组栋幢楼园城厦店厂场社院弄室层门站]|小区|地块|公司|[大市广]场|基地|中心|居委|车站|学院?|宿舍|院内"
)
_LIKE_COUNTY = re.compile(
    r"[\u4e00-\u9fff]{1,3}(?<![小社校厂片城景库矿郊辖街院港园地灾军营东西南北中老一二三四五六七八九十])[区县]"
)
_SPACED = re.compile(r"(?<!\S)([\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff](?:\s|$))")
"""江 岸 区, as narrow columns are filled."""


class Addresses:
    """Reads units out of the addresses of a region."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._whole: dict[str, list[tuple[str, Unit]]] = {}
        self._alone: dict[str, list[Unit]] = {}
        for unit in region.units:
            # People say 长阳县 and 恩施州 for the long names of autonomous units.
            said = (unit.bare_name + unit.name[-1],) if "自治" in unit.name else ()
            for word in dict.fromkeys((unit.name, *said, *unit.former)):
                self._whole.setdefault(word[:2], []).append((word, unit))
            for word in dict.fromkeys((unit.name, unit.short, unit.bare_name, *said, *unit.former)):
                self._alone.setdefault(word, []).append(unit)
        self._zones = frozenset(word for word, _ in region.zones)
        for word, code in region.zones:
            self._whole.setdefault(word[:2], []).append((word, region.by_code[code]))
        for listed in self._whole.values():
            listed.sort(key=lambda pair: -len(pair[0]))

    def unit(self, text: str) -> Unit | None:
        """Give the lowest unit that a text names in front: 湖北省武汉市江岸区中山大道1号 is 江岸区.

        Full names count, former ones too; short ones where a word ends (武汉 江岸), or right before a lower
        unit or a zone (武汉江岸区, 长沙高新开发区). A zone of a city and an address without a county are the
        city's. None when nothing is named; UnreadableError when parts contradict each other or name no county
        there is.
        """
        shown = plain(text)
        rest = _SPACED.sub(r"\1", half_width(shown[:_LONGEST]))
        shown = shown if len(shown) <= _QUOTED else f"{shown[:_QUOTED]}…"
        held: Unit | None = None
        while True:
            gap = _BETWEEN.match(rest)
            rest = rest[gap.end() :] if gap else rest
            if held and not gap and not self._region.children(held.code):
                break  # what follows right upon a county is a name in it: 嘉鱼县武汉新港
            taken = self._taken(rest, held, shown)
            if taken is None:
                if held and rest[:1] == held.name[-1] and self._begun(rest[1:]):
                    rest = rest[1:]  # 衡阳 市石鼓区: the city's name was cut off the address
                    continue
                break
            word, unit = taken
            rest = rest[len(word) :] if word not in self._zones else ""
            held = self._lower(held, unit, word, shown)
        if held is None or held.level is Level.PROVINCE:
            return None
        return self._of_city(held, _BETWEEN.sub("", rest), shown) if held.level is Level.CITY else held

    def _taken(self, rest: str, held: Unit | None, shown: str) -> tuple[str, Unit | None] | None:
        """Give the name in front and whose it is, no one's for a filler; None when there is no name."""
        word = _BETWEEN.split(rest, maxsplit=1)[0]
        if not word:
            return None
        filler = next((one for one in _NO_UNIT if rest.startswith(one)), "")
        if filler or (held and word in _OF_THE_CITY):
            return filler or word, None
        if _CODE.fullmatch(word):
            unit = self._region.by_code.get(word[:6])
            return (word, unit) if unit else None
        return self._word(word, held, shown) or self._begun(rest) or self._short(rest)

    def _word(self, word: str, held: Unit | None, shown: str) -> tuple[str, Unit] | None:
        """Give the unit that a word of its own means, below the one held where there is such."""
        meant = self._alone.get(word, [])
        if held is not None and len(meant) > 1:
            meant = [unit for unit in meant if self._region.contains(held.code, unit.code)] or meant
        top = held is None or held.level is Level.PROVINCE
        exact = [unit for unit in meant if word == unit.name or (top and word == unit.short)]
        best = exact or meant
        if len(best) > 1:
            raise UnreadableError(
                f"“{shown}”可指不止一个单位，是否指{'、'.join(unit.name for unit in best)}？"
            )
        return (word, best[0]) if best else None

    def _begun(self, rest: str) -> tuple[str, Unit] | None:
        """Give the longest whole name a text begins with."""
        return next((pair for pair in self._whole.get(rest[:2], ()) if rest.startswith(pair[0])), None)

    def _short(self, rest: str) -> tuple[str, Unit] | None:
        """Give the unit whose short name stands right before one below it, or a city's before a zone."""
        for unit in self._alone.get(rest[:2], []) + self._alone.get(rest[:3], []):
            if unit.level is Level.COUNTY or not rest.startswith(unit.short):
                continue
            after = rest[len(unit.short) :]
            below = self._begun(after)
            inside = below and below[1] is not unit and self._region.contains(unit.code, below[1].code)
            if inside or (unit.level is not Level.PROVINCE and _ZONE.match(after)):
                return unit.short, unit
        return None

    def _lower(self, held: Unit | None, unit: Unit | None, word: str, shown: str) -> Unit | None:
        """Give the lower of two units; what stands above the one held says nothing new."""
        if unit is None or (held is not None and self._region.contains(unit.code, held.code)):
            return held
        if held is not None and not self._region.contains(held.code, unit.code):
            raise UnreadableError(f"“{shown}”里，{word}不在{held.name}，请核对")
        return unit

    def _of_city(self, city: Unit, rest: str, shown: str) -> Unit:
        """Give a city, or the county its branch office is named for; what may be a county must be one."""
        branch = _BRANCH.fullmatch(rest)
        counties = self._region.children(city.code)
        named = [unit for unit in counties if branch and branch["place"] in (unit.bare_name, unit.name)]
        if named:
            return named[0]
        if not rest or _OFFICE.fullmatch(rest) or _ZONE.match(rest):
            return city
        like = _LIKE_COUNTY.match(rest)
        if like or not _STREETS.search(rest):
            unknown = like[0] if like else rest[:8]
            raise UnreadableError(
                f"“{shown}”里的“{unknown}”不是{city.name}的县区，请核对有无错字；是功能区的请写{city.name}"
            )
        return city
