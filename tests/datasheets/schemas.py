"""As much of JSON Schema as ``part.schema.json`` uses, in a page; an unknown keyword is an error."""

import re
from decimal import Decimal
from typing import Any

TYPES = {"object": dict, "array": list, "string": str, "number": (int, Decimal, float)}
SILENT = {"$schema", "title", "description", "$defs", "$ref"}


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "") -> list[str]:
    """What is wrong with `value`, each fault with its path."""
    out: list[str] = []
    if "$ref" in schema:
        out += faults(value, whole["$defs"][schema["$ref"].removeprefix("#/$defs/")], whole, at)
    for word, says in schema.items():
        if word in SILENT:
            continue
        out += [f"{at}: {word}" for ok in [CHECKS[word](value, says)] if not ok]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        for key, inner in value.items():
            rest = schema.get("additionalProperties", True)
            if key in known:
                out += faults(inner, known[key], whole, f"{at}/{key}")
            elif isinstance(rest, dict):
                out += faults(inner, rest, whole, f"{at}/{key}")
            elif not rest:
                out.append(f"{at}/{key}: additionalProperties")
            if "propertyNames" in schema:
                out += faults(key, schema["propertyNames"], whole, f"{at}/{key}")
    if isinstance(value, list) and "items" in schema:
        for k, inner in enumerate(value):
            out += faults(inner, schema["items"], whole, f"{at}/{k}")
    return out


CHECKS = {
    "type": lambda v, t: isinstance(v, TYPES[t]) and not isinstance(v, bool),
    "enum": lambda v, allowed: v in allowed,
    "pattern": lambda v, p: not isinstance(v, str) or re.search(p, v) is not None,
    "required": lambda v, keys: not isinstance(v, dict) or all(k in v for k in keys),
    "anyOf": lambda v, ways: any(not faults(v, way, {}) for way in ways),
    "minItems": lambda v, n: not isinstance(v, list) or len(v) >= n,
    "minProperties": lambda v, n: not isinstance(v, dict) or len(v) >= n,
    "properties": lambda v, _: True,
    "additionalProperties": lambda v, _: True,
    "propertyNames": lambda v, _: True,
    "items": lambda v, _: True,
}
