"""The floor: a Flask app that does nothing, under the very server that we ship."""

from flask import Flask, Response

application = Flask("floor", static_folder=None)


@application.route("/no-op/<name>", methods=["GET", "POST"])
def no_op(name: str) -> Response:
    """What the cheapest webhook could cost: routing, a request object, a short answer."""
    del name
    return Response("<Response />", mimetype="text/xml")
