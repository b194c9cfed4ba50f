"""What is written and sent about packages in the admin."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.packages.domain.h5p.semantics import as_written
from courses.packages.domain.texts import texts_of
from courses.packages.domain.uploads import LARGEST
from courses.packages.models import Package


class UploadForm(forms.Form):
    """A file, and the package whose place it takes, if any."""

    file = forms.FileField(
        label=gettext_lazy("Package file"),
        help_text=gettext_lazy("A .h5p file. Films make it large: 20 MB are much for a phone."),
    )

    def clean_file(self) -> Any:  # noqa: ANN401 - Django's uploaded files have several classes
        """Refuse what is too large to be read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _(
                    "The package has %(size)s; at most %(limit)s. Make its films and pictures smaller."
                )
                % {"size": filesizeformat(file.size), "limit": filesizeformat(LARGEST)}
            )
        return file


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]  # Django takes no argument at run time
    """When the package counts as done."""

    class Meta:
        model = Package
        fields = ["completes_when", "pass_percent"]
        widgets = {"completes_when": forms.RadioSelect}


class TextsForm(forms.Form):
    """One field for each text of a package, in the order of its own form."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)

    def __init__(self, package: Package, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].initial = package.title
        self.texts = texts_of(package)
        for number, text in enumerate(self.texts):
            self.fields[f"text-{number}"] = forms.CharField(
                label=text.label,
                initial=as_written(text),
                required=False,
                max_length=text.most or 20_000,
                widget=forms.Textarea(attrs={"rows": 3}) if text.is_long else forms.TextInput(),
                help_text=_("With HTML: %(tags)s") % {"tags": ", ".join(sorted(text.tags))}
                if text.tags
                else "",
            )

    @property
    def of_author(self) -> list[forms.BoundField]:
        """Return the fields of the texts that the author wrote."""
        return [
            self[f"text-{number}"]
            for number, text in enumerate(self.texts)
            if not text.is_interface
        ]

    @property
    def of_player(self) -> list[forms.BoundField]:
        """Return the fields of the words on buttons and in messages."""
        return [
            self[f"text-{number}"] for number, text in enumerate(self.texts) if text.is_interface
        ]

    def written(self) -> Mapping[str, str]:
        """Return what was written, by the address of each text."""
        return {
            text.address: self.cleaned_data[f"text-{number}"]
            for number, text in enumerate(self.texts)
        }
