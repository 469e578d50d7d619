"""What a public page may load: its style is in it, named by its digest; scripts are files of ours alone."""

import hashlib
from base64 import b64encode
from functools import cache

from markupsafe import Markup

from admin.template_names import STATIC


@cache
def style() -> Markup:
    """The style sheet, put into each page: a telephone on a slow line paints with its first answer.

    Source: a file of ours, so it is no data that would have to be escaped.
    """
    return Markup((STATIC / "public.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file


def policy(*data_blocks: str) -> str:
    """The content security policy of a page that holds these data blocks beside its style."""
    blocks = "".join(f" {digest(text)}" for text in data_blocks)
    return (
        f"default-src 'none'; script-src 'self'{blocks}; worker-src 'self'; style-src {digest(style())}; "
        "img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


def digest(text: str) -> str:
    """How a policy names a block of text inside the page."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
