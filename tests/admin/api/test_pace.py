from admin.api.pace import Pace


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_key_may_ask_in_a_burst_and_then_at_the_steady_rate() -> None:
    seconds = Seconds()
    pace = Pace(seconds, a_second=2, at_once=3)
    assert [pace.must_wait("a") for _ in range(4)] == [0, 0, 0, 0.5]
    seconds.now += 0.5
    assert [pace.must_wait("a") for _ in range(2)] == [0, 0.5]


def test_one_key_does_not_slow_another() -> None:
    pace = Pace(Seconds(), a_second=1, at_once=1)
    assert [pace.must_wait(key) for key in ("a", "b", "a")] == [0, 0, 1]


def test_a_long_silence_fills_the_bucket_no_further_than_full() -> None:
    seconds = Seconds()
    pace = Pace(seconds, a_second=1, at_once=2)
    pace.must_wait("a")
    seconds.now += 3600
    assert [pace.must_wait("a") for _ in range(3)] == [0, 0, 1]
