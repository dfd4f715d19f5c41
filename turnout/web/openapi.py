"""GET /api/openapi.json: the API described (OpenAPI 3.1), from the table its routes come from."""

import json
from functools import cache
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from turnout.web import schemas
from turnout.web.operations import JSON, OPERATIONS, PROBLEM, Operation
from turnout.web.schemas_forecast import EXPECTED, FORECAST
from turnout.web.schemas_map import ATLAS
from turnout.web.schemas_picture import HEALTH, PROGRESS

PATH = "/openapi.json"

_HEADERS = {
    "Idempotency-Key": "Yours to choose. The same key with the same body is one commitment.",
    "Accept-Language": "The language of problems: en or es.",
    "If-None-Match": "The ETag you have.",
    "Last-Event-ID": "The seq you have; browsers send it when they reconnect.",
}
_KEYS = {
    "key": {"type": "http", "scheme": "bearer", "description": "python -m turnout key add"},
    "password": {"type": "http", "scheme": "basic", "description": "The key as the password"},
    "signature": {
        "type": "apiKey",
        "in": "header",
        "name": "X-Turnout-Signature",
        "description": 'sha256=HEX: HMAC-SHA256 with the key over the timestamp, "." and the body',
    },
    "signer": {"type": "apiKey", "in": "header", "name": "X-Turnout-Key-Id"},
    "signed_at": {
        "type": "apiKey",
        "in": "header",
        "name": "X-Turnout-Timestamp",
        "description": "Unix seconds, at most 300 off",
    },
}
_SECURITY: list[dict[str, list[str]]] = [
    {"key": []},
    {"password": []},
    {"signature": [], "signer": [], "signed_at": []},
]


def openapi(request: Request) -> Response:
    """Return the description."""
    return Response(_encoded(), headers={"Cache-Control": "no-cache"}, media_type=JSON)


DESCRIBE = Operation(
    "describe",
    "GET",
    PATH,
    openapi,
    "This description.",
    {200: (JSON, {"type": "object"})},
)


def described() -> tuple[Operation, ...]:
    """Return every operation there is, this one too."""
    return (*OPERATIONS, DESCRIBE)


def document() -> dict[str, Any]:
    """Return the description of every operation; a GET answers HEAD as well."""
    paths: dict[str, Any] = {}
    for operation in described():
        path = paths.setdefault(f"/api{operation.path}", _path(operation))
        path[operation.method.lower()] = _operation(operation)
        if operation.method == "GET":
            path["head"] = _head(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "turnout",
            "version": "1",
            "summary": "Commitments in, the live picture out.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": {
                **schemas.ALL,
                "Progress": PROGRESS,
                "Health": HEALTH,
                "Atlas": ATLAS,
                "Expected": EXPECTED,
                "Forecast": FORECAST,
            },
            "securitySchemes": _KEYS,
        },
    }


def _path(operation: Operation) -> dict[str, Any]:
    if "{event}" not in operation.path:
        return {}
    event = {"name": "event", "in": "path", "required": True, "schema": {"type": "string"}}
    return {"parameters": [event]}


def _operation(operation: Operation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "responses": {
            **{str(status): _answer(status, of) for status, of in operation.answers.items()},
            "default": _answer(500, (PROBLEM, schemas.ref("Problem"))),
        },
        "security": _SECURITY if operation.with_key else [],
    }
    parameters = [_header(name) for name in operation.headers]
    parameters += [_asked(name, schema) for name, schema in operation.asks.items()]
    if parameters:
        told["parameters"] = parameters
    if operation.takes:
        content = {kind: {"schema": schema} for kind, schema in operation.takes.items()}
        told["requestBody"] = {"required": True, "content": content}
    return told


def _head(operation: Operation) -> dict[str, Any]:
    return {
        "operationId": f"{operation.name}_head",
        "summary": "The headers of GET.",
        "responses": {str(status): _answer(status, None) for status in operation.answers},
        "security": [],
    }


def _answer(status: int, content: tuple[str, Any] | None) -> dict[str, Any]:
    told: dict[str, Any] = {"description": HTTPStatus(status).phrase}
    if content:
        media_type, schema = content
        told["content"] = {media_type: {"schema": schema}}
    return told


def _header(name: str) -> dict[str, Any]:
    schema = {"type": "string"}
    return {"name": name, "in": "header", "description": _HEADERS[name], "schema": schema}


def _asked(name: str, schema: schemas.Schema) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema}


@cache
def _encoded() -> str:
    return json.dumps(document(), ensure_ascii=False)
