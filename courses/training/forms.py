"""What people write about JP and training."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.domain.training import StatedTraining, TrainingRefusedError, check_document
from certificates.models import ExternalTraining
from courses.people.models import Unit


class DayInput(forms.DateInput):
    """A day, by the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TrainingForm(forms.Form):
    """Type, organiser, material, time, JP and evidence."""

    title = forms.CharField(label=_("Name of the training"), max_length=250)
    kind = forms.ChoiceField(label=_("Type"), choices=ExternalTraining.Kind)
    organiser = forms.CharField(label=_("Organiser"), max_length=160)
    number = forms.CharField(label=_("Number of the certificate"), max_length=120)
    material = forms.CharField(
        label=_("Material"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The subjects, as they stand on the certificate."),
    )
    started_on = forms.DateField(label=_("First day"), widget=DayInput)
    finished_on = forms.DateField(label=_("Last day"), widget=DayInput)
    jp = forms.IntegerField(
        label=_("JP"),
        min_value=1,
        max_value=400,
        help_text=_("As they stand on the certificate. One JP is 45 minutes."),
    )
    document = forms.FileField(
        label=_("Certificate"),
        help_text=_("PDF, PNG or JPG, at most 5 MB. Only you and BKPSDM can open it."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={"empty": _("The file is empty. Choose another one.")},
    )

    def clean_document(self) -> bytes:
        """Return the content, when it can be a certificate."""
        file: UploadedFile[bytes] = self.cleaned_data["document"]
        content = bytes(file.read())
        try:
            check_document(content)
        except TrainingRefusedError as error:
            raise ValidationError(str(error), code="document") from error
        return content

    def stated(self) -> StatedTraining:
        """Return what the holder says of the training."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "document"}
        return StatedTraining(**given)


class AnswerTrainingForm(forms.Form):
    """Agree, with the JP that the document bears out, or say why not."""

    jp = forms.IntegerField(label=_("JP that count"), min_value=1, max_value=400)
    words = forms.CharField(
        label=_("Words to the holder"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when it does not count."),
    )


class RekapForm(forms.Form):
    """Which month, of which unit, in which format."""

    FORMATS = (("xlsx", "XLSX"), ("csv", "CSV"))

    bulan = forms.CharField(
        label=_("Month"), widget=forms.TextInput(attrs={"type": "month", "required": True})
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("all")
    )
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, widget=forms.RadioSelect)

    def __init__(self, units: QuerySet[Unit], data: Any = None) -> None:  # noqa: ANN401 - what Django takes
        today = timezone.localdate()
        super().__init__(data, initial={"bulan": f"{today:%Y-%m}", "format": "xlsx"})
        field = self.fields["unit"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = units

    def clean_bulan(self) -> date:
        """Return the first day of the month."""
        try:
            return date.fromisoformat(f"{self.cleaned_data['bulan']}-01")
        except ValueError as error:
            raise ValidationError(_("Write the month like 2026-10."), code="month") from error
