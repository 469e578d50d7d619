import struct

import pytest

from admin.setup.menus.sound_kind import LARGEST, Kind, SoundFault, kind_of
from tests.admin.seed import beep

FRAME = bytes([0xFF, 0xFB, 0x90, 0x00]) + bytes(413)  # MPEG 1 layer III, 128 kbit/s, 44100 Hz: 417 bytes
LOW_FRAME = bytes([0xFF, 0xF3, 0x40, 0x00]) + bytes(140)  # MPEG 2 layer III, 32 kbit/s, 22050 Hz: 104 bytes
TAG = b"ID3\x04\x00\x00\x00\x00\x01\x00" + bytes(128)


def wave(coding: int, *, data: int = 8, size: int = 16, rest: bytes = b"") -> bytes:
    fmt = struct.pack("<HHIIHH", coding, 1, 8000, 16000, 2, 16) + rest
    body = b"WAVE" + b"LIST" + struct.pack("<I", 3) + b"abc\x00"
    body += (
        b"fmt " + struct.pack("<I", size + len(rest)) + fmt + b"data" + struct.pack("<I", data) + bytes(data)
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        (beep(), Kind.WAV),
        (wave(1), Kind.WAV),
        (wave(6), Kind.WAV),
        (wave(7), Kind.WAV),
        (wave(0xFFFE, rest=struct.pack("<HHIH", 22, 16, 0, 1) + bytes(14)), Kind.WAV),
        (FRAME * 3, Kind.MP3),
        (TAG + FRAME * 2, Kind.MP3),
        (LOW_FRAME[:104] * 3, Kind.MP3),
        (wave(3), SoundFault.WRONG_WAVE),
        (wave(0xFFFE, rest=struct.pack("<HHIH", 22, 16, 0, 3) + bytes(14)), SoundFault.WRONG_WAVE),
        (wave(1, data=0), SoundFault.EMPTY),
        (b"", SoundFault.EMPTY),
        (FRAME, SoundFault.NO_SOUND),
        (b"RIFF" + bytes(4) + b"WAVE", SoundFault.NO_SOUND),
        (b"RIFF" + bytes(4) + b"WAVEfmt " + b"\xff" * 4, SoundFault.NO_SOUND),
        (b"ID3", SoundFault.NO_SOUND),
        (b"%PDF-1.7 hello.mp3", SoundFault.NO_SOUND),
        (b"<html>" * 100, SoundFault.NO_SOUND),
        (b"\xff" * 2000, SoundFault.NO_SOUND),
        (bytes(LARGEST + 1), SoundFault.TOO_LARGE),
    ],
)
def test_a_file_is_what_its_bytes_say(media: bytes, kind: Kind | SoundFault) -> None:
    assert kind_of(media) == kind
