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
from contacts.models.profile import (
    Importance,
    Measure,
    Method,
    ProfileQuestion,
    ProfileQuestionnaire,
)
from contacts.models.profiled import ContactProfileAnswer, ProfileAnswer, RatingPoints
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
    "ContactProfileAnswer",
    "ContactWebSource",
    "CorrespondenceType",
    "Country",
    "Customer",
    "CustomerTemplate",
    "DiscountGroup",
    "DoNotContact",
    "Duplicate",
    "DuplicateSearch",
    "Importance",
    "IndustryGroup",
    "JobResponsibility",
    "Language",
    "MailingGroup",
    "Measure",
    "Merge",
    "Method",
    "OrganizationalLevel",
    "PriceGroup",
    "ProfileAnswer",
    "ProfileQuestion",
    "ProfileQuestionnaire",
    "RatingPoints",
    "Salutation",
    "SalutationFormula",
    "SearchLine",
    "SearchString",
    "SearchedField",
    "Territory",
    "WebSource",
]
