"""Where webhooks may go, how they are signed, and how long one is tried."""

from datetime import timedelta
from ipaddress import ip_address

import pytest
from standardwebhooks.webhooks import Webhook

from ticket_store.outward.hook_policy import (
    LONGEST_REST,
    PAUSES,
    Answer,
    UrlFault,
    check_url,
    is_outside,
    next_pause,
    rest_after,
    secret_of,
)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://shop.example/hooks", None),
        ("https://shop.example:8443/a?b=c", None),
        ("https://93.184.215.14/", None),
        ("http://shop.example/", UrlFault.NOT_HTTPS),
        ("ftp://shop.example/", UrlFault.UNREADABLE),
        ("shop.example", UrlFault.UNREADABLE),
        ("https://", UrlFault.UNREADABLE),
        ("https://shop.example/#part", UrlFault.UNREADABLE),
        ("https://shop.example/\r\nx: y", UrlFault.UNREADABLE),
        ("https://shop.example\\@evil.example/", UrlFault.UNREADABLE),
        ("https://sh\u00f3p.example/", UrlFault.UNREADABLE),
        ("https://shop.example:port/", UrlFault.UNREADABLE),
        ("https://[::1", UrlFault.UNREADABLE),
        ("https://name:word@shop.example/", UrlFault.WITH_PASSWORD),
        ("https://shop.example:22/", UrlFault.PORT),
        ("https://localhost/", UrlFault.PRIVATE),
        ("https://redis/", UrlFault.PRIVATE),
        ("https://printer.local/", UrlFault.PRIVATE),
        ("https://127.0.0.1/", UrlFault.PRIVATE),
        ("https://169.254.169.254/latest/meta-data", UrlFault.PRIVATE),
        ("https://[::ffff:10.0.0.1]/", UrlFault.PRIVATE),
        ("https://[fd00::1]/", UrlFault.PRIVATE),
        ("https://shop.example/" + "x" * 500, UrlFault.TOO_LONG),
    ],
)
def test_an_address_is_taken_only_where_it_leads_out(url: str, fault: UrlFault | None) -> None:
    assert check_url(url, to_private=False) is fault


def test_for_development_it_may_lead_inside_but_must_be_an_address() -> None:
    assert check_url("http://127.0.0.1:8000/hook", to_private=True) is None
    assert check_url("file:///etc/passwd", to_private=True) is UrlFault.UNREADABLE


@pytest.mark.parametrize(
    "inside",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1"),  # noqa: S104 - a target, nothing is bound
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::", "::1", "fe80::1", "fd00::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1"),
        *("2002:7f00:1::", "64:ff9b::a00:1", "fec0::1", "192.0.0.8", "192.88.99.1", "64:ff9b:1::a00:1"),
    ],
)  # fmt: skip
def test_nothing_of_ours_counts_as_outside(inside: str) -> None:
    assert not is_outside(ip_address(inside))


@pytest.mark.parametrize("outside", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "64:ff9b::101:101"])
def test_the_public_internet_is_outside(outside: str) -> None:
    assert is_outside(ip_address(outside))


def test_each_endpoint_and_each_salt_has_its_own_secret_that_any_library_takes() -> None:
    made = {secret_of(key, one, salt) for key in "ab" for one in "cd" for salt in "ef"}
    assert len(made) == 8
    for one in made:
        assert one.startswith("whsec_")
        Webhook(one)


def test_pauses_grow_and_end_within_a_day_and_a_little() -> None:
    assert list(PAUSES) == sorted(PAUSES)
    assert timedelta(hours=23) < sum(PAUSES, timedelta()) < timedelta(hours=25)
    assert next_pause(1) == timedelta(seconds=5)
    assert next_pause(len(PAUSES)) == timedelta(hours=10)
    assert next_pause(len(PAUSES) + 1) is None


def test_an_endpoint_that_fails_is_left_alone_for_longer_and_longer_up_to_five_minutes() -> None:
    assert [rest_after(failures).total_seconds() for failures in (1, 2, 3)] == [5, 10, 20]
    assert rest_after(1000) == LONGEST_REST


@pytest.mark.parametrize(
    ("status", "good", "no_more"),
    [(200, True, False), (204, True, False), (301, False, False), (410, False, True), (None, False, False)],
)
def test_only_a_status_of_200_to_299_says_that_it_was_taken(
    status: int | None, good: bool, no_more: bool
) -> None:
    answer = Answer(timedelta(), status)
    assert (answer.is_good, answer.says_no_more) == (good, no_more)
