from contacts.models.channels import AddressPeriod, AlternativeAddress, Channel, DoNotContact
from contacts.models.comment import ContactComment
from contacts.models.contact import Contact, CorrespondenceType
from contacts.models.customer import Customer
from contacts.models.masters import Country, DiscountGroup, Language, PriceGroup
from contacts.models.salutation import Salutation, SalutationFormula

__all__ = [
    "AddressPeriod",
    "AlternativeAddress",
    "Channel",
    "Contact",
    "ContactComment",
    "CorrespondenceType",
    "Country",
    "Customer",
    "DiscountGroup",
    "DoNotContact",
    "Language",
    "PriceGroup",
    "Salutation",
    "SalutationFormula",
]
