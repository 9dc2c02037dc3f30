"""Deadlines of all programmes as a bureau works towards them, and as events for its calendar."""

from dataclasses import replace
from datetime import date

from hunan import CHANGSHA, FURONG, PROVINCE, bureau, programme

from qtrack.domain.planning import Planned, Planning
from qtrack.domain.programme import Deadline, Each
from qtrack.reports.ical import Event
from qtrack.services.agenda import agenda
from qtrack.services.dues import due_standings, extend, planned
from qtrack.services.ledger import add
from qtrack.services.office import Office
from qtrack.store.store import Store

H22, MONTH, ASSESSMENT, PLAN = (
    "hunan-2022",
    "hunan-2023-quality-month",
    "hunan-2023-assessment",
    "hunan-plan-2025",
)
ALL = (H22, MONTH, ASSESSMENT, PLAN)
TODAY = date(2023, 6, 20)


def all_of(store: Store, office: Office) -> dict[str, Planned]:
    return {
        one.due.deadline: one
        for one in store.read(lambda s, o: planned(s, o, Planning(), every=True), office)
    }


def events(store: Store, office: Office, *, every: bool = True) -> tuple[Event, ...]:
    return store.read(lambda s, o: agenda(s, o, Planning(), every=every), office)


def test_only_what_cities_send_upward_has_working_dates(store: Store) -> None:
    found = all_of(store, bureau(*ALL, unit=CHANGSHA, today=TODAY))
    assert {name for name, one in found.items() if one.working} == {"summary", "report"}
    # The 18 departments answer for the province itself; the other days are not submissions.
    assert {name for name, one in found.items() if not one.working} == {"answer", "work-points", "plan-end"}


def test_a_county_sees_the_day_its_city_reckons_with(store: Store) -> None:
    county = all_of(store, bureau(MONTH, unit=FURONG, today=TODAY))["report"]
    city = all_of(store, bureau(MONTH, unit=CHANGSHA, today=TODAY))["report"]
    assert county.working == city.working[1:]
    assert county.remind_on[-1][0] < county.working[0].on < city.working[0].on


def test_a_later_day_moves_the_working_dates(store: Store) -> None:
    office = bureau(MONTH, unit=CHANGSHA, today=TODAY)
    before = all_of(store, office)["report"]
    store.run(extend, office, "report", date(2023, 11, 16), "示例理由")
    after = all_of(store, office)["report"]
    assert after.working[0].on > before.working[0].on
    assert after.due.printed_on == before.due.due_on


def test_the_calendar_has_every_deadline_of_every_programme_and_marks_what_is_reckoned(store: Store) -> None:
    office = bureau(*ALL, unit=CHANGSHA, today=TODAY)
    found = events(store, office)
    printed = {
        (due.due_on, due.title) for due in store.read(lambda s, o: due_standings(s, o, every=True), office)
    }
    assert printed == {(one.on, one.title) for one in found if not one.title.startswith("【")}
    reckoned = [one for one in found if one.title.startswith("【推算】")]
    assert len(reckoned) == 4
    assert all("不是通知规定的日期" in one.words for one in reckoned)
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert len({one.key for one in found}) == len(found)


def test_of_one_programme_only_its_own_are_in_the_calendar(store: Store) -> None:
    found = events(store, bureau(MONTH, H22, unit=CHANGSHA, today=TODAY), every=False)
    assert {one.key.split("/")[0] for one in found} == {MONTH}


def test_alarms_stand_on_the_day_that_concerns_the_unit_and_none_lie_in_the_past(store: Store) -> None:
    def alarms(unit: str, today: date) -> dict[str, tuple[int, ...]]:
        return {one.title: one.alarms for one in events(store, bureau(MONTH, unit=unit, today=today))}

    title = programme(MONTH).deadline("report").title
    assert alarms(CHANGSHA, TODAY) == {
        title: (30, 14, 7, 3, 1),
        f"【推算】市州完成：{title}": (),
        f"【推算】县区完成：{title}": (),
    }
    assert alarms(CHANGSHA, date(2023, 10, 8))[title] == (7, 3, 1)
    county = alarms(FURONG, TODAY)
    assert county == {title: (), f"【推算】县区完成：{title}": (30, 14, 7, 3, 1)}


def test_what_is_sent_rings_no_more(store: Store) -> None:
    office = bureau(H22, unit=CHANGSHA, today=date(2022, 11, 20))
    said = {"deadline": f"{H22}/summary", "submitted_on": date(2022, 11, 18), "deliverables": None}
    store.run(add, office, "submission", {"unit": CHANGSHA, "doc_no": None, "note": None, **said})
    assert [one.alarms for one in events(store, office)] == [(), (), ()]


def yearly(deadline: Deadline) -> Deadline:
    return replace(deadline, due_on=date(2021, 11, 30), yearly=True, submission=True, owed_by=(Each.CITY,))


def test_each_year_of_a_yearly_deadline_is_sent_by_itself(store: Store) -> None:
    plan = programme(PLAN)
    plan = replace(plan, deadlines=tuple(yearly(one) for one in plan.deadlines))
    office = replace(bureau(PLAN, unit=PROVINCE, today=date(2023, 12, 5)), programme=plan)
    said = {"deadline": f"{PLAN}/plan-end-2022", "submitted_on": date(2022, 11, 18), "deliverables": None}
    store.run(add, office, "submission", {"unit": CHANGSHA, "doc_no": None, "note": None, **said})
    city = replace(office, unit=office.region.by_code[CHANGSHA])
    states = {due.due_on.year: due.state.value for due in store.read(due_standings, city)}
    assert states == {2021: "逾期", 2022: "已报", 2023: "逾期", 2024: "未到期", 2025: "未到期"}
