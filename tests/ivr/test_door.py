"""Nobody but the carrier gets in, through any address; and whoever gets in hears well-formed XML."""

import logging
from urllib.parse import quote_from_bytes, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ivr.door import KINDS
from ivr.pipeline import LARGEST_BODY
from tests.ivr.conftest import BASE, CALL, NEW, NOON, OLD, Door, signature, verbs_of
from ticket_store.schema import call, event, metadata
from ticket_store.sounds import keep_sound

ADDRESSES = [f"/ivr/{kind}{query}" for kind in sorted(KINDS) for query in ("", "?s=1", "?t=0f0f")]


def rows_of(door: Door) -> dict[str, int]:
    """How many rows each table has."""
    return door.store.read(
        lambda db: {name: len(list(db.execute(select(table)))) for name, table in metadata.tables.items()}
    )


def test_no_address_opens_without_the_right_signature(telephone_door: Door) -> None:
    before = rows_of(telephone_door)
    body = urlencode(CALL).encode()
    for path in ADDRESSES:
        right = signature(BASE + path, list(CALL.items()))
        changed = [urlencode(CALL | {name: value + "0"}).encode() for name, value in CALL.items()] + [
            body + b"&Extra=1",
            urlencode(list(CALL.items())[1:]).encode(),
            b"",
        ]
        stranger = signature(BASE + path, list(CALL.items()), "another token")
        for sent, signed in [(body, None), (body, ""), (body, "wrong"), (body, stranger)] + [
            (c, right) for c in changed
        ]:
            assert telephone_door.send(path, sent, signed).status_code == 403, (path, sent, signed)
        assert telephone_door.client.get(path).status_code == 403
        assert telephone_door.get(path, "another token").status_code == 403
    assert rows_of(telephone_door) == before


def test_a_signature_of_one_address_opens_no_other(telephone_door: Door) -> None:
    signed = signature(f"{BASE}/ivr/voice", list(CALL.items()))
    for path in ADDRESSES:
        if path != "/ivr/voice":
            assert telephone_door.send(path, urlencode(CALL).encode(), signed).status_code == 403, path


@pytest.mark.parametrize("token", [OLD, NEW])
def test_every_address_opens_with_either_token_during_rotation(telephone_door: Door, token: str) -> None:
    for path in ADDRESSES:
        for answer in (telephone_door.post(path, CALL, token), telephone_door.get(path, token)):
            verbs_of(answer)


@pytest.mark.parametrize(
    "path", ["/ivr/nothing", "/ivr/", "/ivr/voice/", "/ivr/Voice", "/ivr/../ivr", "/ivr/voice/x"]
)
def test_an_address_that_was_never_given_out_is_not_there(telephone_door: Door, path: str) -> None:
    assert telephone_door.post(path, CALL).status_code == 404


def test_more_than_the_carrier_ever_sends_is_refused_before_it_is_read(telephone_door: Door) -> None:
    for body in (b"a=" + b"x" * LARGEST_BODY, b"&".join(b"a%d=1" % place for place in range(1000))):
        assert telephone_door.send("/ivr/voice", body, "any").status_code == 413


def test_a_host_header_of_a_stranger_changes_nothing(telephone_door: Door) -> None:
    for headers in (
        {"Host": "evil.example"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"},
    ):
        signed = signature(f"{BASE}/ivr/voice", list(CALL.items()))
        answer = telephone_door.client.post(
            "/ivr/voice", data=CALL, headers=headers | {"X-Twilio-Signature": signed}
        )
        assert answer.status_code == 200
        assert b"evil" not in answer.data
        fooled = signature("https://evil.example/ivr/voice", list(CALL.items()))
        answer = telephone_door.client.post(
            "/ivr/voice", data=CALL, headers=headers | {"X-Twilio-Signature": fooled}
        )
        assert answer.status_code == 403


ODD = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["\x00", "\x0b", "\ufffe", "🐎" * 40, "\u202egnp.exe", "<Hangup/>", "]]>", "&amp;", "'\"", "1\x00"]
    ),
)
FIELDS = [
    *CALL, "CallerName", "Digits", "ForwardedFrom", "FromCity", "QueueResult", "QueueTime", "RecordingDuration",
    "RecordingSid", "RecordingUrl", "SequenceNumber", "SpeechResult", "StatusCallbackEvent", "Timestamp",
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(sorted(KINDS)), odd=st.dictionaries(st.sampled_from(FIELDS), ODD, max_size=8),
       step=st.one_of(st.integers(0, 4).map(str), ODD))  # fmt: skip
def test_whatever_stands_in_a_field_the_answer_is_well_formed(
    telephone_door: Door, kind: str, odd: dict[str, str], step: str
) -> None:
    odd = {name: value.encode("utf-8", "replace").decode() for name, value in odd.items()}
    path = f"/ivr/{kind}?{urlencode({'s': step.encode('utf-8', 'replace').decode()})}"
    answer = telephone_door.post(path, CALL | odd)
    verbs_of(answer)


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"\xed\xa0\x80", b"\xc3", b"\x00", "🐎".encode()])
def test_bytes_that_are_no_text_do_no_harm(telephone_door: Door, raw: bytes) -> None:
    for kind in sorted(KINDS):
        shown = raw.decode("utf-8", "replace")
        signed = signature(f"{BASE}/ivr/{kind}", [*CALL.items(), ("Digits", shown), ("CallerName", shown)])
        odd = quote_from_bytes(raw).encode()
        body = urlencode(CALL).encode() + b"&Digits=" + odd + b"&CallerName=" + odd
        answer = telephone_door.send(f"/ivr/{kind}", body, signed)
        verbs_of(answer)


def test_no_field_makes_answering_fail(telephone_door: Door, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    for kind in sorted(KINDS):
        for name in FIELDS:
            telephone_door.post(f"/ivr/{kind}?s=1&t=1", CALL | {name: "\x00²٣🐎<&'\u202e"})
    assert [record.getMessage() for record in caplog.records] == []


def test_a_repeated_webhook_gets_the_very_same_document(telephone_door: Door) -> None:
    first = telephone_door.post("/ivr/voice", CALL)
    assert telephone_door.post("/ivr/voice", CALL).data == first.data
    pressed = telephone_door.post("/ivr/key?s=1", CALL | {"Digits": "2"})
    assert pressed.data != first.data
    assert telephone_door.post("/ivr/key?s=1", CALL | {"Digits": "2"}).data == pressed.data
    assert telephone_door.post("/ivr/silence?s=1", CALL).data == pressed.data, (
        "a key and its silence are one step"
    )
    calls = telephone_door.store.read(lambda db: list(db.execute(select(call))))
    assert [(row.step, row.walk["menu"]) for row in calls] == [(2, "orders")]
    kinds = telephone_door.store.read(lambda db: list(db.execute(select(event.c.kind)).scalars()))
    assert kinds == ["voice", "key", "silence"]


def test_hold_music_is_public_and_cached(telephone_door: Door) -> None:
    answer = telephone_door.client.get("/ivr/audio/hold.wav")
    assert (answer.status_code, answer.mimetype, answer.data[:4]) == (200, "audio/wav", b"RIFF")
    assert answer.cache_control.public
    assert telephone_door.client.get("/ivr/audio/other.wav").status_code == 404


def test_a_sound_of_the_shop_is_public_and_cached_for_good(telephone_door: Door) -> None:
    kept = telephone_door.store.write(
        lambda tx: keep_sound(tx, b"RIFF and so on", kind="wav", name="a", actor="b", now=NOON)
    )
    answer = telephone_door.client.get(f"/ivr/sound/{kept.file}")
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "audio/wav", b"RIFF and so on")
    assert answer.cache_control.public
    assert answer.cache_control.immutable
    for file in (f"{kept.digest}.mp3", kept.digest, "other.wav", ".wav"):
        assert telephone_door.client.get(f"/ivr/sound/{file}").status_code == 404
