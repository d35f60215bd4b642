"""What is asked of `typing` while a program runs, without it: importing that would cost 3 ms at every start.

Checkers of types take the two names for those of `typing`.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import cast
else:

    def cast(kind: object, value: object) -> object:  # noqa: ARG001 - the kind is for checkers of types
        """Give the value as it is, and say of which kind it is."""
        return value


__all__ = ["TYPE_CHECKING", "cast"]
