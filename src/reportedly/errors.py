"""Every error that leaves this package: five classes, each with a stable code.

A code is part of the public interface: it is printed, stored in failure records and listed in
``docs/reference/errors.md``. The class says what to do (exit, retry), the code what happened.
"""

from typing import Any, ClassVar


class ReportedlyError(Exception):
    """Base of all errors raised on purpose.

    ``code`` is a stable lower-case identifier such as ``ledger_newer``; ``message`` is one plain
    sentence for a person; ``context`` holds the values involved (paths, identifiers, limits).
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, code: str, message: str, **context: Any) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.context = context

    def __str__(self) -> str:
        # Chained causes are technical and often the only clue ("No space left on device").
        cause = f" ({self.__cause__})" if self.__cause__ else ""
        return f"{self.code}: {self.message}{cause}"

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors cross process boundaries when extraction runs in a pool.
        return _rebuild, (type(self), self.code, self.message, self.context)


def _rebuild(
    kind: type[ReportedlyError], code: str, message: str, context: dict[str, Any]
) -> ReportedlyError:
    return kind(code, message, **context)


class UsageError(ReportedlyError):
    """The caller asked for something that makes no sense (exit 2)."""


class InputError(ReportedlyError):
    """Something in the outside world could not be read: becomes a ``Failure`` record.

    ``context["retry"]`` is true when a later attempt may succeed (a time-out, a full disk).
    """

    @property
    def retry(self) -> bool:
        """Whether a later attempt may succeed."""
        return bool(self.context.get("retry", False))


class IntegrityError(ReportedlyError):
    """A span, hash or chain does not hold: stops the transaction (exit 3)."""

    exit_code = 3


class NotFound(ReportedlyError):
    """No record has the identifier asked for (exit 2)."""


class Conflict(ReportedlyError):
    """The request contradicts what the ledger holds, e.g. an ambiguous identifier (exit 2)."""


def describe_crash(error: Exception) -> str:
    """An exception nobody foresaw, on one line."""
    return f"{type(error).__name__}: {error}".splitlines()[0][:300]
