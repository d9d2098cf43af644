"""Runs, failures and refusals: how records came to be, and what did not become one."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.model.hashing import hash_value, make_id


@dataclass(frozen=True, slots=True)
class Maker:
    """A component and its version, written ``figures/3``. A higher version supersedes a lower."""

    name: str
    version: int

    def __str__(self) -> str:
        return f"{self.name}/{self.version}"


def parse_maker(text: str) -> Maker:
    """The inverse of ``str(maker)``."""
    name, _, version = text.rpartition("/")
    return Maker(name, int(version))


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a stage over one input.

    It has no clock: the same inputs give the same run, whenever. ``subject`` is the capture or
    document it worked on; the hashes cover the settings, the model weights and the inputs.
    """

    stage: str
    maker: Maker
    subject: str
    settings_hash: str = ""
    model_hash: str = ""
    input_hash: str = ""

    @property
    def id(self) -> str:
        """Hash of everything that can change the outcome."""
        return make_id(
            "run",
            self.stage,
            str(self.maker),
            self.subject,
            self.settings_hash,
            self.model_hash,
            self.input_hash,
        )


def hash_settings(options: Mapping[str, object]) -> str:
    """Digest of the options a stage depends on."""
    return hash_value(dict(options))


@dataclass(frozen=True, slots=True)
class Failure:
    """An input or step that failed: shown, counted, and tried again when ``retry`` is true."""

    stage: str
    input: str
    code: str
    message: str
    retry: bool = False

    @property
    def id(self) -> str:
        """Hash of stage, input and code: the same failure twice is one record."""
        return make_id("fai", self.stage, self.input, self.code)


@dataclass(frozen=True, slots=True)
class Reject:
    """How many values of one kind were refused for one reason."""

    kind: str
    reason: str
    count: int
