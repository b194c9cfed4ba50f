"""What was found in a package: a stable code, where, and how grave. The sentences are written elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Verdict(StrEnum):
    """What becomes of a package."""

    ACCEPTED = "accepted"
    WITH_WARNINGS = "accepted_with_warnings"
    NEEDS_LIBRARY = "needs_library"
    REFUSED = "refused"


# A package whose only fault is one of these plays as soon as somebody installs what it lacks.
LACKING = frozenset({"missing-library", "library-not-permitted"})


@dataclass(frozen=True)
class Finding:
    """One thing found; `path` is the file it is about, `values` fill its sentence."""

    code: str
    severity: Severity = Severity.ERROR
    path: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


class RefusedError(Exception):
    """The archive or a file in it cannot be taken; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.code}: {finding.path} {dict(finding.values)}")
        self.finding = finding


def refuse(code: str, path: str = "", **values: object) -> RefusedError:
    """Return the error of a finding that ends the reading."""
    return RefusedError(Finding(code, Severity.ERROR, path, values))


@dataclass
class Report:
    """Everything found, in the order of finding; the same thing about the same file only once."""

    findings: list[Finding] = field(default_factory=list)
    main_library: str | None = None

    def add(
        self, code: str, severity: Severity = Severity.ERROR, path: str = "", **values: object
    ) -> None:
        """Note a finding."""
        finding = Finding(code, severity, path, values)
        if finding not in self.findings:
            self.findings.append(finding)

    def warn(self, code: str, path: str = "", **values: object) -> None:
        """Note what does not keep the package out."""
        self.add(code, Severity.WARNING, path, **values)

    def inform(self, code: str, path: str = "", **values: object) -> None:
        """Note what is only good to know."""
        self.add(code, Severity.INFO, path, **values)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Note several findings."""
        for finding in findings:
            self.add(finding.code, finding.severity, finding.path, **finding.values)

    @property
    def errors(self) -> list[Finding]:
        """Return what keeps the package out."""
        return [one for one in self.findings if one.severity == Severity.ERROR]

    @property
    def verdict(self) -> Verdict:
        """Return what becomes of the package."""
        if self.errors:
            lacking = all(one.code in LACKING for one in self.errors)
            return Verdict.NEEDS_LIBRARY if lacking else Verdict.REFUSED
        if any(one.severity == Severity.WARNING for one in self.findings):
            return Verdict.WITH_WARNINGS
        return Verdict.ACCEPTED
