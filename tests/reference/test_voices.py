"""The voices that we speak with against the carrier's list of voices."""

import json
from pathlib import Path

import pytest

from ivr.speech.chooser import LANGUAGES

pytestmark = pytest.mark.reference


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_voice_of_every_language_exists(reference_dir: Path, code: str) -> None:
    schema = json.loads((reference_dir / "twiml-schema.json").read_text(encoding="utf-8"))
    voice = LANGUAGES[code].voice
    assert voice.name in schema["all_say_voices"]
    assert voice.language in schema["languages"]["Say"]
    assert voice.language.startswith(code)
