from core.models.cards import Card, Comment
from core.models.changes import ChangedRow, ChangeSet
from core.models.company import CompanyInformation
from core.models.currencies import Currency, ExchangeRate, NoRate
from core.models.decided import Decided
from core.models.imports import Import, ImportedRow, MeantHeading
from core.models.series import NumberSeries, NumberSeriesUse
from core.models.users import User
from core.models.views import NamedView, SavedView

__all__ = [
    "Card",
    "ChangeSet",
    "ChangedRow",
    "Comment",
    "CompanyInformation",
    "Currency",
    "Decided",
    "ExchangeRate",
    "Import",
    "ImportedRow",
    "MeantHeading",
    "NamedView",
    "NoRate",
    "NumberSeries",
    "NumberSeriesUse",
    "SavedView",
    "User",
]
