"""One app with all pages for the tests of a process: its two hundred routes take longer to build than a test."""

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from admin.back_office import EXTENSION, BackOffice
from admin.door import register_pages

_COMPILED = FileSystemBytecodeCache()  # templates, which every process would compile anew
_built: dict[tuple[str, bool], Flask] = {}  # by what the app itself keeps of an office


def pages_of(office: BackOffice) -> Flask:
    """The app, which serves this office from now on and no other: two at once are two apps of their own."""
    kept = (office.secret_key, office.cookie_secure)
    if kept not in _built:
        app = Flask("pages", static_folder=None)
        app.jinja_env.bytecode_cache = _COMPILED
        register_pages(app, office)
        _built[kept] = app
    _built[kept].extensions[EXTENSION] = office
    return _built[kept]
