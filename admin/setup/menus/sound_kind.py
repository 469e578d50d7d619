"""What a file of sound really is, by its bytes: its name may say anything. Pure.

Source: RFC 2361 and the RIFF WAVE chunks "fmt " and "data"; ISO/IEC 11172-3, 2.4.1.3, the header of a frame.
"""

import struct
from enum import StrEnum

LARGEST = 5 * 1024 * 1024
_WAVE_FORMATS = frozenset({1, 6, 7})  # PCM, A-law, mu-law: what telephones play
_EXTENSIBLE = 0xFFFE  # says its format later in the chunk
_BIT_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)  # kbit/s, MPEG 1 layer III
_LOW_BIT_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)  # MPEG 2 and 2.5
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # Hz by version
_LAYER_III = 1
_MPEG_1 = 3
_SYNC = 0x7FF  # eleven bits, all set, begin each frame
_FRAMES = 2  # so many in a row: one could be chance
_HEADER_SIZE = 4
_CHUNK = struct.Struct("<4sI")
_FORMAT_SIZE = 40  # bytes of the longest "fmt " chunk
_TAG_SIZE = 10  # bytes of the head of an ID3v2 tag


class Kind(StrEnum):
    WAV = "wav"
    MP3 = "mp3"


MEDIA_TYPES = {Kind.WAV: "audio/wav", Kind.MP3: "audio/mpeg"}


class SoundFault(StrEnum):
    """Why a file is no sound that the line can play."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    NO_SOUND = "no sound"
    WRONG_WAVE = "wrong wave"  # a WAV whose coding the carrier does not play


def kind_of(media: bytes) -> Kind | SoundFault:
    """The kind of this file, or why it cannot be played."""
    if not media:
        return SoundFault.EMPTY
    if len(media) > LARGEST:
        return SoundFault.TOO_LARGE
    if media[:4] == b"RIFF" and media[8:12] == b"WAVE":
        return _wave(media)
    return Kind.MP3 if _has_frames(media, _after_tag(media)) else SoundFault.NO_SOUND


def _wave(media: bytes) -> Kind | SoundFault:
    at, coding = 12, None
    while at + _CHUNK.size <= len(media):
        name, size = _CHUNK.unpack_from(media, at)
        body = media[at + _CHUNK.size : at + _CHUNK.size + _FORMAT_SIZE]
        if name == b"fmt ":
            coding = _coding(body[:size])
        if name == b"data" and coding is not None:
            if not size:
                return SoundFault.EMPTY
            return Kind.WAV if coding in _WAVE_FORMATS else SoundFault.WRONG_WAVE
        at += _CHUNK.size + size + size % 2
    return SoundFault.NO_SOUND


def _coding(fmt: bytes) -> int | None:
    """The number of the coding in a "fmt " chunk; an extensible one says it where its sub-format begins."""
    coding = int.from_bytes(fmt[:2], "little") if fmt[:2] else None
    return int.from_bytes(fmt[24:26], "little") if coding == _EXTENSIBLE else coding


def _after_tag(media: bytes) -> int:
    """Where the frames begin: after an ID3v2 tag, whose length is written in seven bits a byte."""
    head = media[:_TAG_SIZE]
    if head[:3] != b"ID3":
        return 0
    size = 0
    for byte in head[6:]:
        size = (size << 7) | (byte & 0x7F)
    return _TAG_SIZE + size


def _has_frames(media: bytes, at: int) -> bool:
    """Whether so many frames follow each other from here; the last of them may be cut short."""
    for _ in range(_FRAMES):
        length = _frame_length(media[at : at + _HEADER_SIZE])
        if not length:
            return False
        at += length
    return True


def _frame_length(header: bytes) -> int:
    """Bytes of the frame of MPEG layer III that begins with these four; 0 for what is none."""
    bits = int.from_bytes(header, "big") if len(header) == _HEADER_SIZE else 0
    version, layer = bits >> 19 & 3, bits >> 17 & 3
    bit_rate, rate, padding = bits >> 12 & 15, bits >> 10 & 3, bits >> 9 & 1
    if bits >> 21 != _SYNC or layer != _LAYER_III or version not in _RATES:
        return 0
    rates, samples = (_BIT_RATES, 144) if version == _MPEG_1 else (_LOW_BIT_RATES, 72)
    if not 0 < bit_rate < len(rates) or rate >= len(_RATES[version]):
        return 0
    return samples * rates[bit_rate] * 1000 // _RATES[version][rate] + padding
