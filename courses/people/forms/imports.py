"""The file of an import."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from courses.people.domain.imports.reading import LARGEST_FILE


class SpreadsheetForm(forms.Form):
    """A spreadsheet of at most 5 MB; it is read and not stored."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(
            "XLSX or CSV, at most 5 MB. Nothing is written yet: first you see what would happen."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"empty": _("The file is empty. Choose another one.")},
    )

    def clean_file(self) -> "File[bytes]":
        """Refuse what is too large before it is read."""
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise ValidationError(
                _(
                    "The file is larger than 5 MB. Keep only the sheet with the list, then try again."
                ),
                code="large",
            )
        return file
