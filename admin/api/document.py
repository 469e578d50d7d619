"""The OpenAPI 3.1 document, made from the same operations that make the routes, so that it cannot differ."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from admin.api.errors import ErrorAnswer
from admin.api.operation import Operation

_REF = "#/components/schemas/{model}"
_ALWAYS = (400, 401, 403, 429, 500)
_REASONS = {
    400: "A parameter, the cursor or the JSON is wrong",
    401: "No token, or one that is not known",
    403: "The token was not made for this",
    404: "There is no such thing",
    409: "It contradicts what is stored, or the Idempotency-Key came with another request",
    413: "The body is too large",
    415: "The body is not JSON",
    422: "A field is wrong, or the shop refuses",
    429: "Too many requests",
    500: "Broken on our side",
}
Json = dict[str, Any]


def document(operations: Sequence[Operation], prefix: str) -> Json:
    """The whole document; paths start with `prefix`."""
    schemas = _schemas(operations)
    paths: dict[str, Json] = {}
    for operation in operations:
        paths.setdefault(prefix + operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "shop-hotline",
            "version": "1",
            "summary": "Calls, cases, promises and people of the hotline.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Made with `hotline token create` or on the page Outward. The scope that an "
                    "operation needs stands beside it.",
                }
            },
        },
        "security": [{"token": []}],
    }


def _operation(operation: Operation) -> Json:
    answers: Json = {
        str(status): _answer("Done", model) for status, model in sorted(operation.answers.items())
    }
    for status in sorted({*_ALWAYS, *_refusals(operation)}):
        answers[str(status)] = _answer(_REASONS[status], ErrorAnswer)
    described: Json = {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.resource],
        "security": [{"token": [operation.scope.value]}],
        "parameters": _parameters(operation),
        "responses": answers,
    }
    if operation.body is not None:
        described["requestBody"] = {"required": True, "content": _content(operation.body)}
    return described


def _refusals(operation: Operation) -> Iterable[int]:
    if "{id}" in operation.path:
        yield 404
    if operation.body is not None:
        yield from (413, 415, 422)
    if operation.method != "GET":
        yield 409


def _answer(reason: str, model: type[BaseModel]) -> Json:
    return {"description": reason, "content": _content(model)}


def _content(model: type[BaseModel]) -> Json:
    return {"application/json": {"schema": {"$ref": _REF.format(model=model.__name__)}}}


def _parameters(operation: Operation) -> list[Json]:
    found: list[Json] = []
    if "{id}" in operation.path:
        found.append({"name": "id", "in": "path", "required": True, "schema": {"type": "string"}})
    if operation.query is not None:
        schema = operation.query.model_json_schema(ref_template=_REF)
        found += [_parameter(name, dict(shape)) for name, shape in schema["properties"].items()]
    if operation.takes_repeat_key:
        found.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "description": "The same key with the same request gets the same answer for 24 hours.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 200},
            }
        )
    return found


def _parameter(name: str, shape: Json) -> Json:
    """A query parameter: absent or a value, never the null that pydantic allows inside."""
    described = {"name": name, "in": "query", "required": False}
    default = shape.pop("default", None)
    if "description" in shape:
        described["description"] = shape.pop("description")
    shapes = [one for one in shape.pop("anyOf", []) if one.get("type") != "null"]
    schema = {**(shapes[0] if shapes else {}), **shape}
    schema.pop("title", None)
    if default is not None:
        schema["default"] = default
    return {**described, "schema": schema}


def _schemas(operations: Sequence[Operation]) -> Json:
    """Every body in the document, by name; a time says how it is written in answers."""
    wanted: list[tuple[type[BaseModel], JsonSchemaMode]] = [(ErrorAnswer, "serialization")]
    for operation in operations:
        wanted += [(model, "serialization") for model in operation.answers.values()]
        if operation.body is not None:
            wanted.append((operation.body, "validation"))
    _, schemas = models_json_schema(list(dict.fromkeys(wanted)), ref_template=_REF)
    found: Json = schemas["$defs"]
    return found
