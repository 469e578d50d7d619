"""What the line says, in Polish, English, Czech and Finnish."""

from ivr.speech.chooser import (
    chosen_language,
    count,
    language_name,
    own_phrase,
    own_sentences,
    phrase,
    spoken_after,
    spoken_day,
    spoken_number,
    spoken_opening,
    spoken_wait,
    spoken_window,
    voice_for,
)
from ivr.speech.language import Voice
from ivr.speech.phrases import Noun, Phrase

__all__ = [
    "Noun",
    "Phrase",
    "Voice",
    "chosen_language",
    "count",
    "language_name",
    "own_phrase",
    "own_sentences",
    "phrase",
    "spoken_after",
    "spoken_day",
    "spoken_number",
    "spoken_opening",
    "spoken_wait",
    "spoken_window",
    "voice_for",
]
