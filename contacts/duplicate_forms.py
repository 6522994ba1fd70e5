"""How duplicates are searched for, and which contact is one."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, DuplicateSearch, SearchLine
from core.fields import dress
from core.forms import CardForm, FastTab
from core.line_cards import LineFormSet
from core.lookups import LookupSelect


class DuplicateSearchForm(CardForm):
    layout = Layout(
        FastTab(_("General"), "maintain", "automatic", "hit_percentage", summary=("hit_percentage",)),
    )

    class Meta:
        model = DuplicateSearch
        fields = ["maintain", "automatic", "hit_percentage"]


SearchLines = forms.inlineformset_factory(
    DuplicateSearch,
    SearchLine,
    fields=["field", "part", "length"],
    formset=LineFormSet,
    extra=2,
    can_delete_extra=False,
)


class OtherForm(forms.Form):
    other = forms.ModelChoiceField(
        label=_("Duplicate"), queryset=Contact.objects.all(), widget=LookupSelect(Contact), empty_label=""
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        dress(self.fields)
