from contacts.models.channels import AddressPeriod, AlternativeAddress, Channel, DoNotContact
from contacts.models.classification import (
    BusinessRelation,
    Carried,
    Classification,
    ContactBusinessRelation,
    ContactIndustryGroup,
    ContactJobResponsibility,
    ContactMailingGroup,
    ContactWebSource,
    IndustryGroup,
    JobResponsibility,
    MailingGroup,
    OrganizationalLevel,
    Territory,
    WebSource,
)
from contacts.models.comment import ContactComment
from contacts.models.contact import Contact, CorrespondenceType
from contacts.models.customer import Customer
from contacts.models.defaults import ContactDefaults
from contacts.models.duplicates import Duplicate, DuplicateSearch, SearchedField, SearchLine, SearchString
from contacts.models.masters import Country, DiscountGroup, Language, PriceGroup
from contacts.models.merge import Merge
from contacts.models.salutation import Salutation, SalutationFormula
from contacts.models.template import CustomerTemplate

__all__ = [
    "AddressPeriod",
    "AlternativeAddress",
    "BusinessRelation",
    "Carried",
    "Channel",
    "Classification",
    "Contact",
    "ContactBusinessRelation",
    "ContactComment",
    "ContactDefaults",
    "ContactIndustryGroup",
    "ContactJobResponsibility",
    "ContactMailingGroup",
    "ContactWebSource",
    "CorrespondenceType",
    "Country",
    "Customer",
    "CustomerTemplate",
    "DiscountGroup",
    "DoNotContact",
    "Duplicate",
    "DuplicateSearch",
    "IndustryGroup",
    "JobResponsibility",
    "Language",
    "MailingGroup",
    "Merge",
    "OrganizationalLevel",
    "PriceGroup",
    "Salutation",
    "SalutationFormula",
    "SearchLine",
    "SearchString",
    "SearchedField",
    "Territory",
    "WebSource",
]
