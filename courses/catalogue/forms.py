"""What people ask of the catalogue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.catalogue.domain.search import LONGEST_QUERY, Filters
from courses.catalogue.models import Audience, Course, Need


class SearchForm(forms.Form):
    """A query and filters, from an address that anybody may have written: nothing is refused."""

    q = forms.CharField(label=_("What do you want to learn?"), required=False, strip=True)
    door = forms.CharField(required=False)
    need = forms.CharField(required=False)
    level = forms.CharField(required=False)

    def query(self) -> str:
        """Return the words that were typed, cut to a length that a person would type."""
        return self._stated("q").replace("\0", "").strip()[:LONGEST_QUERY]

    def filters(self) -> Filters:
        """Return the filters that exist; others are as if they were not there."""
        door, need, level = self._stated("door"), self._stated("need"), self._stated("level")
        return Filters(
            door=door if door in Audience else "",
            need=need if need in Need else "",
            level=level if level in Course.Level else "",
        )

    def _stated(self, name: str) -> str:
        return str(self.data.get(name, ""))
