"""What is wrong with a course package, where, and what to do about it."""

from django.utils.translation import gettext as _


class PackageError(Exception):
    """A package that cannot be loaded. Nothing has been changed when it is raised."""

    def __init__(self, file: str, line: int | None, sentence: str) -> None:
        self.file, self.line, self.sentence = file, line, sentence
        super().__init__(str(self))

    def __str__(self) -> str:
        if self.line is None:
            return f"{self.file}: {self.sentence}"
        return _("%(file)s, line %(line)d: %(sentence)s") % {
            "file": self.file,
            "line": self.line,
            "sentence": self.sentence,
        }
