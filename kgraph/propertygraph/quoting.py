"""Values and names as Cypher writes them, for versions 5 and 25 of the language."""

import re
from datetime import date

from kgraph.propertygraph.rows import Properties, Value

_NOT_ON_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def string(text: str) -> str:
    """Return ``text`` as a Cypher string literal on one line."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{_on_one_line(escaped)}'"


def identifier(name: str) -> str:
    """Return ``name`` quoted as a Cypher label, relationship type or property key, on one line."""
    # Cypher reads \uXXXX before anything else, inside backticks too, and there no \\ stops it.
    escaped = name.replace("\\", "\\u005c").replace("`", "``")
    return f"`{_on_one_line(escaped)}`"


def literal(value: Value) -> str:
    """Return ``value`` as a Cypher expression."""
    match value:
        case str():
            return string(value)
        case tuple():
            return f"[{', '.join(map(string, value))}]"
        case date():
            return f"date({string(value.isoformat())})"
        case _:
            return repr(value)


def properties_map(properties: Properties) -> str:
    """Return ``properties`` as a Cypher map."""
    pairs = (f"{identifier(key)}: {literal(value)}" for key, value in properties.items())
    return f"{{{', '.join(pairs)}}}"


def _on_one_line(text: str) -> str:
    return _NOT_ON_A_LINE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def sql_identifier(name: str) -> str:
    """Return ``name`` quoted as the name of a type in the SQL that the embedded engine speaks."""
    escaped = name.replace("\\", "\\\\").replace("`", "\\`")
    return f"`{escaped}`"
