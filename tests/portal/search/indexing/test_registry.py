"""The indexes that a process holds: how fresh they are, how many, and for several threads."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection

from departments.models import District
from portal.search.indexing import registry as module
from portal.search.indexing.registry import Registry
from tests.factories import (
    SECOND_DAY,
    add_duty,
    make_department,
    make_district,
    make_draft,
    make_edition,
    publish,
)
from tests.searching import make_lists, make_phrase, make_word


@pytest.fixture
def clock(monkeypatch):
    """Time as the registry sees it; ``clock.now += 1`` lets a second pass."""

    class Clock:
        now = 100.0

    monkeypatch.setattr(module, "monotonic", lambda: Clock.now)
    return Clock


@pytest.fixture
def builds(monkeypatch):
    """The threads in which indexes were built."""
    threads = []
    build = module.DistrictIndex

    def counted(*args):
        threads.append(threading.current_thread().name)
        return build(*args)

    monkeypatch.setattr(module, "DistrictIndex", counted)
    return threads


def codes(ready):
    return [entry.title for entry in ready.index.entries if entry.section == "duties"]


def publish_change(department, text="负责新的工作"):
    draft = make_draft(department)
    add_duty(draft, text, code="D-0001")
    return publish(draft, SECOND_DAY)


def wait_for_threads():
    for thread in threading.enumerate():
        if thread.name == "search-index":
            thread.join(60)


def no_answer(*args):
    raise OperationalError("server closed the connection")


class TestOneThread:
    pytestmark = pytest.mark.django_db

    def test_an_index_is_built_once(self, clock, builds, django_assert_num_queries):
        district = make_lists()[0].district
        registry = Registry(2)
        first = registry.get(district)
        with django_assert_num_queries(0):
            assert registry.get(district) is first
        assert len(builds) == 1

    def test_the_database_is_looked_at_once_a_second(self, clock, django_assert_num_queries):
        district = make_lists()[0].district
        registry = Registry(2)
        registry.get(district)
        clock.now += 1.1
        with django_assert_num_queries(1):
            for _ in range(5):
                registry.get(district)

    def test_after_two_seconds_nothing_superseded_is_shown(self, clock, builds):
        civil, _ = make_lists()
        registry = Registry(2)
        registry.get(civil.district)
        publish_change(civil)
        clock.now += 2
        assert codes(registry.get(civil.district)) == ["负责新的工作", "负责医疗机构管理"]
        assert builds == ["MainThread"] * 2

    def test_a_phrase_or_word_is_there_after_two_seconds(self, clock):
        civil, _ = make_lists()
        registry = Registry(2)
        assert "揭不开锅" not in registry.get(civil.district).vocabulary
        make_phrase(civil)
        make_word()
        clock.now += 2
        ready = registry.get(civil.district)
        assert "揭不开锅" in ready.vocabulary
        assert ready.index.entries[0].phrases == ("家里揭不开锅找谁",)

    def test_the_vocabulary_is_shared_and_read_once(self, clock):
        districts = [make_district("430407", "石鼓区"), make_district("430408", "蒸湘区")]
        for district in districts:
            make_edition(make_department(f"a{district.code}", "甲局", district=district))
        make_word()
        registry = Registry(2)
        one, other = (registry.get(district).vocabulary for district in districts)
        assert one is other

    def test_only_so_many_are_held_the_latest_ones(self, clock, builds):
        districts = [make_district(f"43040{n}", f"第{n}区") for n in range(3)]
        registry = Registry(2)
        for n in (0, 1, 0, 2, 0, 1):
            registry.get(districts[n])
        assert len(builds) == 4

    def test_a_district_without_lists_has_an_empty_index(self):
        assert Registry(1).get(make_district()).index.entries == ()

    def test_without_anything_to_serve_an_error_is_raised(self, monkeypatch):
        monkeypatch.setattr(module, "district_state", no_answer)
        registry = Registry(1)
        with pytest.raises(OperationalError):
            registry.get(make_district())
        monkeypatch.undo()
        assert registry.get(make_district())

    @pytest.mark.parametrize(
        ("failing", "passed"),
        [("district_state", 1.1), ("district_state", 60), ("read_source", 60)],
    )
    def test_it_survives_a_database_that_does_not_answer(
        self, clock, monkeypatch, caplog, failing, passed
    ):
        civil, _ = make_lists()
        registry = Registry(1)
        old = registry.get(civil.district)
        publish_change(civil)

        with monkeypatch.context() as patch:
            patch.setattr(module, failing, no_answer)
            clock.now += passed
            assert registry.get(civil.district) is old
            assert "继续使用原有的" in caplog.text
        clock.now += 2
        assert codes(registry.get(civil.district))[0] == "负责新的工作"

    def test_it_survives_a_lack_of_threads(self, clock, monkeypatch, caplog):
        def no_thread(**kwargs):
            raise RuntimeError("can't start new thread")

        civil, _ = make_lists()
        registry = Registry(1)
        old = registry.get(civil.district)
        publish_change(civil)
        monkeypatch.setattr(module, "Thread", no_thread)
        clock.now += 1.1
        assert registry.get(civil.district) is old
        clock.now += 2
        assert registry.get(civil.district) is not old


class TestThreads:
    """On real transactions: each thread has a connection of its own."""

    @pytest.fixture
    def civil(self, transactional_db):
        civil, _ = make_lists()
        yield civil
        wait_for_threads()

    def test_while_it_is_renewed_the_old_one_serves(self, civil, clock, builds, monkeypatch):
        registry = Registry(1)
        old = registry.get(civil.district)
        publish_change(civil)
        go = threading.Event()
        read = module.read_source
        monkeypatch.setattr(module, "read_source", lambda *args: go.wait(60) and read(*args))
        clock.now += 1.1
        assert registry.get(civil.district) is old
        clock.now += 0.7
        assert registry.get(civil.district) is old
        go.set()
        wait_for_threads()
        assert codes(registry.get(civil.district))[0] == "负责新的工作"
        assert builds == ["MainThread", "search-index"]

    def test_if_that_fails_the_old_one_serves_on(self, civil, clock, monkeypatch, caplog):
        registry = Registry(1)
        old = registry.get(civil.district)
        publish_change(civil)
        with monkeypatch.context() as patch:
            patch.setattr(module, "read_source", no_answer)
            clock.now += 1.1
            assert registry.get(civil.district) is old
            wait_for_threads()
        assert "继续使用原有的" in caplog.text
        assert registry.get(civil.district) is old
        clock.now += 2
        assert registry.get(civil.district) is not old

    def test_threads_that_need_the_same_index_build_it_once(self, civil, builds):
        registry = Registry(1)
        district = District.objects.get()
        barrier = threading.Barrier(4)

        def get():
            barrier.wait()
            try:
                return registry.get(district)
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            found = [future.result() for future in [pool.submit(get) for _ in range(4)]]
        assert len(builds) == 1
        assert len(set(map(id, found))) == 1

    def test_within_two_seconds_by_the_real_clock(self, civil):
        registry = Registry(1)
        registry.get(civil.district)
        publish_change(civil)
        asked = time.monotonic()
        end = asked + 2
        while codes(registry.get(civil.district))[0] != "负责新的工作":
            assert asked < end
            time.sleep(0.01)
            asked = time.monotonic()
