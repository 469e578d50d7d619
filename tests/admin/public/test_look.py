"""The public pages wear the colours of the others, and weigh little."""

import re

from admin.public.policy import digest, policy, style
from admin.template_names import STATIC


def colours(css: str, opening: str) -> dict[str, str]:
    block = css.partition(opening)[2].partition("}")[0]
    return dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6});", block))


def test_light_and_dark_have_the_same_colours_as_the_other_pages() -> None:
    ours, theirs = (STATIC / "public.css").read_text(), (STATIC / "hotline.css").read_text()
    light = colours(theirs, ':root, [data-bs-theme="light"] {')
    dark = colours(theirs, '[data-bs-theme="dark"] {')
    assert colours(ours, ":root {") == light
    assert colours(ours.partition("prefers-color-scheme: dark")[2], ":root {") == dark
    assert len(light) == len(dark) > 10


def test_the_scripts_and_the_style_are_small() -> None:
    sizes = {
        name: (STATIC / name).stat().st_size for name in ("widget.js", "public_form.js", "proof_worker.js")
    }
    assert max(sizes.values()) < 10_000
    assert len(style()) < 10_000


def test_the_policy_names_the_style_and_each_block_of_data() -> None:
    named = policy('{"a": 1}')
    assert digest(style()) in named
    assert f"script-src 'self' {digest(chr(123) + chr(34) + 'a' + chr(34) + ': 1}')}" in named
    assert "unsafe" not in named
