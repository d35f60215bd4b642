"""The plan's schema, for those who point their editor to it; `checker schema` prints the same."""

from checker.authoring import schema


def pages() -> dict[str, str]:
    """Give the schema as a file."""
    return {"plan.schema.json": schema.text().decode()}
