"""Sound for recordings that nobody spoke: a quiet tone as WAV, silence as MP3."""

import math
import struct

SAMPLE_RATE = 8000  # what a telephone line carries
TONE_HZ = 440
LOUDNESS = 4000  # of 32767: heard, never a fright
LONGEST_S = 30  # a recording of an hour is not worth an hour of samples

# One MPEG-1 layer III frame at 32 kbit/s, 44.1 kHz, mono: the header and then zeros, which decode to silence.
MP3_FRAME = bytes((0xFF, 0xFB, 0x10, 0xC4)) + bytes(100)
MP3_FRAME_S = 1152 / 44_100


def wav_of(duration_s: float) -> bytes:
    """A WAV file of a soft tone, 8 kHz, 16 bit, mono; at least a tenth of a second and at most 30 s."""
    count = int(SAMPLE_RATE * min(max(duration_s, 0.1), LONGEST_S))
    step = 2 * math.pi * TONE_HZ / SAMPLE_RATE
    samples = struct.pack(f"<{count}h", *(int(LOUDNESS * math.sin(step * n)) for n in range(count)))
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, SAMPLE_RATE, SAMPLE_RATE * 2, 2, 16)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", len(samples)) + samples
    return struct.pack("<4sI", b"RIFF", len(body)) + body


def mp3_of(duration_s: float) -> bytes:
    """An MP3 file of silence, at least one frame long and at most 30 s."""
    return MP3_FRAME * max(1, round(min(duration_s, LONGEST_S) / MP3_FRAME_S))
