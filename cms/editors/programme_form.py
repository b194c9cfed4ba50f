"""The form of a certificate programme: plain fields in, what the register keeps out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminModelForm

from certificates.domain.jp_agreement import propose_jp, waiting_proposal
from certificates.domain.numbering import NumberPatternError, check_pattern
from certificates.models import CertificateKind, Programme
from certificates.rules import reserved_name_in
from cms.blocks.requirements import (
    RequirementsBlock,
    SignerBlock,
    choices_of_renewal,
    raw_requirements,
    requirements_from,
)

MOST_SIGNERS = 2


class ProgrammeForm(WagtailAdminModelForm):
    """Structured fields only: no template language reaches the paper."""

    requirements = blocks.BlockField(
        block=RequirementsBlock(), required=False, label=gettext_lazy("Requirements")
    )
    signers = blocks.BlockField(
        block=blocks.ListBlock(SignerBlock(), max_num=MOST_SIGNERS),
        required=False,
        label=gettext_lazy("Signers"),
        help_text=gettext_lazy("Two at most. Without any, the signer of the site's settings."),
    )
    domains = forms.CharField(
        required=False,
        label=gettext_lazy("Fields of competence"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("One on each line; they are printed below the materials."),
    )
    reminder_days = forms.CharField(
        required=False,
        label=gettext_lazy("Reminders before expiry (days)"),
        help_text=gettext_lazy("For example 90, 30, 7."),
    )
    renewal_key = forms.ChoiceField(
        required=False,
        label=gettext_lazy("What renews it"),
        help_text=gettext_lazy(
            "A short refresher: a course or an exam. Meeting all requirements anew always renews."
        ),
    )
    proposed_jp = forms.IntegerField(
        min_value=0,
        max_value=400,
        initial=0,
        label=gettext_lazy("JP"),
        help_text=gettext_lazy(
            "A change counts once a second person of BKPSDM has agreed to it. 0: no JP."
        ),
    )
    proposed_basis = forms.CharField(
        required=False, max_length=300, label=gettext_lazy("Legal basis of the JP")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        programme = self.instance
        self.initial["requirements"] = self.fields["requirements"].block.to_python(
            raw_requirements(programme.requirements)
        )
        self.initial["signers"] = self.fields["signers"].block.to_python(programme.signers)
        self.initial["domains"] = "\n".join(programme.domains)
        self.initial["reminder_days"] = ", ".join(map(str, programme.reminder_days))
        self.fields["renewal_key"].choices = choices_of_renewal(programme.renewal_key)
        waiting = waiting_proposal(programme) if programme.pk else None
        self.initial["proposed_jp"] = waiting.jp if waiting else programme.jp or 0
        self.initial["proposed_basis"] = waiting.legal_basis if waiting else programme.jp_basis
        if programme.pk and programme.certificates.exists():
            self.fields["code"].disabled = True
            self.fields["code"].help_text = _("Certificates have been given: the code stays.")

    def clean_requirements(self) -> list[dict[str, Any]]:
        """Return the requirements as the programme keeps them."""
        return requirements_from(self.cleaned_data["requirements"])

    def clean_signers(self) -> list[dict[str, str]]:
        """Return the signers as the programme keeps them."""
        return [dict(signer) for signer in self.cleaned_data["signers"]]

    def clean_domains(self) -> list[str]:
        """Return the lines that say something."""
        return [line.strip() for line in self.cleaned_data["domains"].splitlines() if line.strip()]

    def clean_reminder_days(self) -> list[int]:
        """Return whole numbers, the earliest reminder first."""
        given = self.cleaned_data["reminder_days"].replace(",", " ").split()
        if not all(day.isdecimal() and 0 < int(day) <= 730 for day in given):
            raise ValidationError(
                _("Write whole numbers of days from 1 to 730, for example 90, 30, 7.")
            )
        return sorted({int(day) for day in given}, reverse=True)

    def clean_number_pattern(self) -> str:
        """Refuse a pattern whose numbers would not be unique."""
        pattern: str = self.cleaned_data["number_pattern"]
        try:
            check_pattern(pattern)
        except NumberPatternError as error:
            raise ValidationError(
                _(
                    "This pattern gives no number of its own to each certificate. Use {series}, "
                    "{sequence:06d}, {year} and, if you like, {unit} and {month}."
                )
            ) from error
        return pattern

    def clean(self) -> dict[str, Any]:
        """Check what fields say together."""
        cleaned: dict[str, Any] = super().clean()
        self._refuse_names_of_others(cleaned)
        if cleaned.get("is_open") and not cleaned.get("requirements"):
            self.add_error("requirements", _("Say at least one thing that has to be met."))
        jp, basis = cleaned.get("proposed_jp"), (cleaned.get("proposed_basis") or "").strip()
        if jp and not basis:
            self.add_error("proposed_basis", _("Write on what legal basis these JP are counted."))
        if cleaned.get("kind") == CertificateKind.TRAINING and jp == 0:
            self.add_error("proposed_jp", _("A statement of training says how many JP it counts."))
        if cleaned.get("renewal_key") and not cleaned.get("validity_months"):
            self.add_error("validity_months", _("Only what runs out can be renewed. Say when."))
        return cleaned

    def save(self, commit: bool = True) -> Programme:  # noqa: FBT001, FBT002 - Django's own signature
        """Keep the programme, and put its JP forward for a second person."""
        programme: Programme = super().save(commit=commit)
        if commit:
            jp, basis = self.cleaned_data["proposed_jp"], self.cleaned_data["proposed_basis"]
            propose_jp(programme, jp, basis, self.for_user)
        return programme

    def _refuse_names_of_others(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("heading_basis"):
            return
        for field in ("title", "heading", "statement"):
            if name := reserved_name_in(cleaned.get(field) or ""):
                self.add_error(
                    field,
                    _(
                        "“%(name)s” is given by others by law (BNSP, accredited official training). "
                        "Choose other words, or write the legal basis that lets you use it."
                    )
                    % {"name": name},
                )
