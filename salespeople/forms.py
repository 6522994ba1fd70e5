from crispy_forms.layout import Layout
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from core.forms import CardForm, FastTab
from core.line_cards import LineFormSet
from salespeople.models import Salesperson, Team, TeamMember


class SalespersonForm(CardForm):
    layout = Layout(
        FastTab(
            _("General"), "code", "name", "job_title", "commission_percent", "blocked", summary=("code", "job_title")
        ),
        FastTab(_("Communication"), "phone", "email", "user", summary=("phone", "email")),
    )

    class Meta:
        model = Salesperson
        fields = ["code", "name", "job_title", "commission_percent", "blocked", "phone", "email", "user"]


class TeamForm(CardForm):
    layout = Layout(FastTab(_("General"), "code", "name", summary=("code",)))

    class Meta:
        model = Team
        fields = ["code", "name"]


TeamMembers = inlineformset_factory(
    Team, TeamMember, fields=["salesperson"], formset=LineFormSet, extra=2, can_delete_extra=False
)
