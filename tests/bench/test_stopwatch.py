import pytest

from pipeline.bench import stopwatch


@pytest.fixture
def clock(monkeypatch):
    """A processor that has worked `clock.now` seconds."""

    class Clock:
        now = 0.0

    monkeypatch.setattr(stopwatch.time, "process_time", lambda: Clock.now)
    return Clock


def test_time_belongs_to_the_innermost_stage(clock):
    watch = stopwatch.Stopwatch()
    clock.now += 5  # before any stage
    with watch.stage("outer"):
        clock.now += 1
        with watch.stage("inner"):
            clock.now += 10
        clock.now += 2
    clock.now += 5
    with watch.stage("inner"):
        clock.now += 20
    assert watch.seconds == {"outer": 3, "inner": 30}


def test_a_stage_that_raises_is_closed(clock):
    watch = stopwatch.Stopwatch()
    with watch.stage("outer"):
        with pytest.raises(ZeroDivisionError), watch.stage("inner"):
            clock.now += 1
            raise ZeroDivisionError
        clock.now += 2
    assert watch.seconds == {"inner": 1, "outer": 2}


def test_making_things_is_timed_and_using_them_is_not(clock):
    def made():
        for number in range(3):
            clock.now += 1
            yield number

    watch = stopwatch.Stopwatch()
    for _ in watch.each("read", made()):
        clock.now += 100
    assert watch.seconds == {"read": 3}
