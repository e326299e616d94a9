"""The endpoint described for programs: OpenAPI 3.1, made from the table of calls."""

from typing import Any

from parvis.services.georeport.engine.calls import CALLS, Call, Param

_MEDIA = {"json": "application/json", "xml": "text/xml", "csv": "text/csv"}
_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_MOMENT = {"type": "string", "format": "date-time"}
_ERRORS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["code", "description"],
        "properties": {"code": {"type": "integer"}, "description": _TEXT},
    },
}
_ANSWERS: dict[str, dict[str, Any]] = {
    "discovery": {"type": "object", "required": ["changeset", "contact", "key_service", "endpoints"]},
    "services": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["service_code", "service_name", "metadata", "type"],
            "properties": {
                "service_code": _TEXT,
                "service_name": _TEXT,
                "metadata": {"type": "boolean"},
                "type": {"enum": ["realtime", "batch", "blackbox"]},
                "keywords": _MAYBE,
                "group": _MAYBE,
            },
        },
    },
    "service_definition": {
        "type": "object",
        "required": ["service_code", "attributes"],
        "properties": {
            "attributes": {
                "type": "array",
                "items": {"type": "object", "required": ["variable", "code", "datatype", "required"]},
            }
        },
    },
    "service_requests": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"service_request_id": _MAYBE, "status": {"enum": ["open", "closed"]}},
        },
    },
    "service_request_updates": {
        "type": "array",
        "items": {"type": "object", "required": ["update_id"], "properties": {"updated_datetime": _MOMENT}},
    },
    "csv": _TEXT,
}


def description(title: str, server: str) -> dict[str, Any]:
    """The whole endpoint at `server` (its address without a last slash)."""
    paths: dict[str, dict[str, Any]] = {}
    for call in CALLS:
        for form in call.forms:
            paths.setdefault(f"/{call.path}.{form}", {})[call.method.lower()] = _operation(call, form)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "2.0", "description": "Open311 GeoReport v2, with additions."},
        "servers": [{"url": server}],
        "paths": paths,
    }


def _operation(call: Call, form: str) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": call.words,
        "parameters": [_parameter(each, "query") for each in call.params if call.method == "GET"],
        "responses": _responses(call, form),
    }
    if "{" in call.path:
        name = call.path.partition("{")[2].partition("}")[0]
        operation["parameters"].append({"name": name, "in": "path", "required": True, "schema": _TEXT})
    if call.method == "POST":
        schema = {
            "type": "object",
            "required": [each.name for each in call.params if each.required],
            "properties": {each.name: _schema(each) for each in call.params},
        }
        operation["requestBody"] = {
            "required": True,
            "content": {"application/x-www-form-urlencoded": {"schema": schema}},
        }
    return operation


def _responses(call: Call, form: str) -> dict[str, Any]:
    answer = _ANSWERS[call.answer] if form != "xml" else _TEXT
    fault = _ERRORS if form != "xml" else _TEXT
    good = "201" if call.method == "POST" else "200"
    found = {good: {"description": call.words, "content": {_MEDIA[form]: {"schema": answer}}}}
    for status in (400, *call.errors, 404):
        # A table has no place for an error; it comes as JSON.
        media = _MEDIA["json" if form == "csv" else form]
        found[str(status)] = {
            "description": "A sentence that says why.",
            "content": {media: {"schema": fault}},
        }
    return found


def _parameter(param: Param, where: str) -> dict[str, Any]:
    return {
        "name": param.name,
        "in": where,
        "required": param.required,
        "description": param.words,
        "schema": _schema(param),
    }


def _schema(param: Param) -> dict[str, Any]:
    schema = {**param.form.schema, "description": param.words}
    return {"type": "array", "items": schema} if param.many else schema
