"""One factory per model; defaults are valid and dull. A test states every value it asserts on."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import factory
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory

from activities.models import Activity, ActivityStep, Attendee, CalendarAddress, Notification, StageActivity, Task
from campaigns.models import Campaign, CampaignStatus, CampaignType
from contacts.models import (
    AddressPeriod,
    AlternativeAddress,
    BusinessRelation,
    Contact,
    ContactDefaults,
    ContactProfileAnswer,
    Country,
    Customer,
    CustomerTemplate,
    DiscountGroup,
    DoNotContact,
    Duplicate,
    DuplicateSearch,
    IndustryGroup,
    JobResponsibility,
    Language,
    MailingGroup,
    Merge,
    OrganizationalLevel,
    PriceGroup,
    ProfileAnswer,
    ProfileQuestion,
    ProfileQuestionnaire,
    RatingPoints,
    Salutation,
    SalutationFormula,
    Territory,
    WebSource,
)
from core.models import (
    ChangeSet,
    CompanyInformation,
    Currency,
    ExchangeRate,
    Import,
    NamedView,
    NumberSeries,
    NumberSeriesUse,
    User,
)
from interactions.models import (
    Attachment,
    CampaignEntry,
    EventTemplate,
    Interaction,
    InteractionGroup,
    InteractionTemplate,
    LoggedSegment,
    Mail,
    Resending,
    TemplateLanguage,
)
from items.models import Item, ItemDiscountGroup, ItemUnit, ItemVariant, SalesEntry, UnitOfMeasure
from opportunities.models import (
    Action,
    CloseOpportunityCode,
    Opportunity,
    OpportunityEntry,
    SalesCycle,
    SalesCycleComment,
    Stage,
    Status,
)
from pricing.models import Activation, SalesLineDiscount, SalesPrice, Source
from sales.models import SalesDocument, SalesLine
from salespeople.models import Salesperson, Team, TeamMember
from segments.models import (
    Assignment,
    Logging,
    SavedCriteria,
    Segment,
    SegmentLine,
    SegmentStep,
    TargetExclusion,
)

A_DAY = date(2026, 3, 10)
A_MOMENT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence("user{}".format)


class NamedViewFactory(DjangoModelFactory):
    class Meta:
        model = NamedView

    owner = factory.SubFactory(UserFactory)
    page = "salespeople:list"
    name = factory.Sequence("View {}".format)
    for_everybody = True


class ImportFactory(DjangoModelFactory):
    class Meta:
        model = Import

    kind = "salespeople"
    name = "salespeople.csv"
    content = b"code,name\nSP1,A salesperson\n"
    uploaded_by = factory.SubFactory(UserFactory)
    uploaded_at = A_MOMENT


class ChangeSetFactory(DjangoModelFactory):
    class Meta:
        model = ChangeSet

    table = factory.LazyFunction(lambda: ContentType.objects.get_for_model(Contact))
    words = factory.Sequence("A change {}".format)
    reason = "A reason"
    user = factory.SubFactory(UserFactory)
    at = A_MOMENT


class CurrencyFactory(DjangoModelFactory):
    class Meta:
        model = Currency
        django_get_or_create = ["code"]

    code = factory.Sequence("CU{}".format)
    name = "A currency"


class ExchangeRateFactory(DjangoModelFactory):
    class Meta:
        model = ExchangeRate

    currency = factory.SubFactory(CurrencyFactory)
    starting_date = date(2020, 1, 1)
    rate = Decimal(1)


class CompanyInformationFactory(DjangoModelFactory):
    """The only row of its table."""

    class Meta:
        model = CompanyInformation
        django_get_or_create = ["id"]

    id = 1
    name = "Our company"
    local_currency = factory.SubFactory(CurrencyFactory, code="EUR")


class NumberSeriesFactory(DjangoModelFactory):
    class Meta:
        model = NumberSeries

    code = factory.Sequence("SERIES{}".format)
    next_number = "A1001"


class NumberSeriesUseFactory(DjangoModelFactory):
    class Meta:
        model = NumberSeriesUse

    purpose = factory.Sequence("purpose{}".format)
    series = factory.SubFactory(NumberSeriesFactory)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63386060000002"
    "d401213a6837090000000049454e44ae426082"
)
"""One red dot."""


def a_picture(name: str = "anna.png", data: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


class SalespersonFactory(DjangoModelFactory):
    class Meta:
        model = Salesperson

    code = factory.Sequence("SP{}".format)
    name = "A salesperson"


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    code = factory.Sequence("TEAM{}".format)
    name = "A team"


class TeamMemberFactory(DjangoModelFactory):
    class Meta:
        model = TeamMember

    team = factory.SubFactory(TeamFactory)
    salesperson = factory.SubFactory(SalespersonFactory)


class CountryFactory(DjangoModelFactory):
    class Meta:
        model = Country
        django_get_or_create = ["code"]

    code = factory.Sequence("L{}".format)
    name = "A country"


class LanguageFactory(DjangoModelFactory):
    class Meta:
        model = Language
        django_get_or_create = ["code"]

    code = factory.Sequence("LANG{}".format)
    name = "A language"


class IndustryGroupFactory(DjangoModelFactory):
    class Meta:
        model = IndustryGroup

    code = factory.Sequence("INDUSTRY{}".format)


class MailingGroupFactory(DjangoModelFactory):
    class Meta:
        model = MailingGroup

    code = factory.Sequence("MAILING{}".format)


class JobResponsibilityFactory(DjangoModelFactory):
    class Meta:
        model = JobResponsibility

    code = factory.Sequence("JOB{}".format)


class BusinessRelationFactory(DjangoModelFactory):
    class Meta:
        model = BusinessRelation

    code = factory.Sequence("RELATION{}".format)


class OrganizationalLevelFactory(DjangoModelFactory):
    class Meta:
        model = OrganizationalLevel

    code = factory.Sequence("LEVEL{}".format)


class TerritoryFactory(DjangoModelFactory):
    class Meta:
        model = Territory

    code = factory.Sequence("TERR{}".format)


class WebSourceFactory(DjangoModelFactory):
    class Meta:
        model = WebSource

    code = factory.Sequence("WEB{}".format)
    url = "https://example.org/?q={word}"


class SalutationFactory(DjangoModelFactory):
    class Meta:
        model = Salutation
        django_get_or_create = ["code"]

    code = factory.Sequence("SALUTE{}".format)


class SalutationFormulaFactory(DjangoModelFactory):
    class Meta:
        model = SalutationFormula

    salutation = factory.SubFactory(SalutationFactory)
    language = factory.SubFactory(LanguageFactory)
    kind = "formal"
    text = "Dear {first_name} {surname},"


class CustomerTemplateFactory(DjangoModelFactory):
    class Meta:
        model = CustomerTemplate

    code = factory.Sequence("CT{}".format)


class PriceGroupFactory(DjangoModelFactory):
    class Meta:
        model = PriceGroup

    code = factory.Sequence("PG{}".format)


class DiscountGroupFactory(DjangoModelFactory):
    class Meta:
        model = DiscountGroup

    code = factory.Sequence("DG{}".format)


class CompanyFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    type = Contact.Type.COMPANY
    name = factory.Sequence("Company {}".format)


class PersonFactory(CompanyFactory):
    type = Contact.Type.PERSON
    name = factory.Sequence("Person {}".format)


class CustomerFactory(DjangoModelFactory):
    class Meta:
        model = Customer

    contact = factory.SubFactory(CompanyFactory)


class ContactDefaultsFactory(DjangoModelFactory):
    """The only row of its table."""

    class Meta:
        model = ContactDefaults
        django_get_or_create = ["id"]

    id = 1


class DuplicateSearchFactory(DjangoModelFactory):
    """The only row of its table, which a migration makes."""

    class Meta:
        model = DuplicateSearch
        django_get_or_create = ["id"]

    id = 1


class DuplicateFactory(DjangoModelFactory):
    class Meta:
        model = Duplicate

    contact = factory.SubFactory(CompanyFactory)
    other = factory.SubFactory(CompanyFactory)
    matching = 10


class MergeFactory(DjangoModelFactory):
    class Meta:
        model = Merge

    survivor_key = 1
    survivor = "CT1 A company"
    duplicate = "CT2 A company"
    records = 0
    at = A_MOMENT


class CampaignTypeFactory(DjangoModelFactory):
    class Meta:
        model = CampaignType

    code = factory.Sequence("TYPE{}".format)
    description = "A campaign type"


class CampaignStatusFactory(DjangoModelFactory):
    class Meta:
        model = CampaignStatus
        django_get_or_create = ["code"]

    code = factory.Sequence("ST{}".format)
    description = "A status"
    order = factory.Sequence(lambda n: n + 1)


class CampaignFactory(DjangoModelFactory):
    class Meta:
        model = Campaign

    description = "A campaign"
    status = factory.SubFactory(CampaignStatusFactory, code="1-PLAN", description="Planned", order=100)


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = UnitOfMeasure
        django_get_or_create = ["code"]

    code = "PCS"


class ItemDiscountGroupFactory(DjangoModelFactory):
    class Meta:
        model = ItemDiscountGroup

    code = factory.Sequence("IDG{}".format)


class ItemFactory(DjangoModelFactory):
    class Meta:
        model = Item

    description = "An item"
    base_unit = factory.SubFactory(UnitFactory)
    unit_price = Decimal(100)


class ItemUnitFactory(DjangoModelFactory):
    class Meta:
        model = ItemUnit

    item = factory.SubFactory(ItemFactory)
    unit = factory.SubFactory(UnitFactory, code="BOX")
    quantity_per_unit = Decimal(5)


class ItemVariantFactory(DjangoModelFactory):
    class Meta:
        model = ItemVariant

    item = factory.SubFactory(ItemFactory)
    code = factory.Sequence("V{}".format)


class SalesEntryFactory(DjangoModelFactory):
    class Meta:
        model = SalesEntry

    posting_date = A_DAY
    document_number = factory.Sequence("SO{}".format)
    item = factory.SubFactory(ItemFactory)
    customer = factory.SubFactory(CustomerFactory)
    quantity = Decimal(1)
    list_price = Decimal(100)
    unit_price = Decimal(100)
    amount = Decimal(100)


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = Activity

    code = factory.Sequence("ACT{}".format)
    description = "An activity"


class ActivityStepFactory(DjangoModelFactory):
    class Meta:
        model = ActivityStep

    activity = factory.SubFactory(ActivityFactory)
    description = factory.Sequence("Step {}".format)


class TaskFactory(DjangoModelFactory):
    class Meta:
        model = Task

    number = factory.Sequence("TD{}".format)
    description = "A task"
    date = date(2026, 3, 11)
    salesperson = factory.SubFactory(SalespersonFactory)


class DoNotContactFactory(DjangoModelFactory):
    class Meta:
        model = DoNotContact

    contact = factory.SubFactory(CompanyFactory)
    channel = "letter"
    reason = "A reason"
    source = "A letter"
    date = A_DAY
    at = A_MOMENT


class AlternativeAddressFactory(DjangoModelFactory):
    class Meta:
        model = AlternativeAddress

    contact = factory.SubFactory(CompanyFactory)
    code = factory.Sequence("ADDRESS{}".format)


class AddressPeriodFactory(DjangoModelFactory):
    class Meta:
        model = AddressPeriod

    address = factory.SubFactory(AlternativeAddressFactory)
    starting_date = A_DAY


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = Attachment

    name = "a-file.txt"
    content_type = "text/plain"
    size = 6
    file = factory.django.FileField(data=b"a file", filename="a-file.txt")
    at = A_MOMENT


class InteractionGroupFactory(DjangoModelFactory):
    class Meta:
        model = InteractionGroup
        django_get_or_create = ["code"]

    code = factory.Sequence("GROUP{}".format)
    description = "A group"


class InteractionTemplateFactory(DjangoModelFactory):
    class Meta:
        model = InteractionTemplate

    code = factory.Sequence("TEMPL{}".format)
    group = factory.SubFactory(InteractionGroupFactory)
    description = "A template"
    correspondence_type = ""


class TemplateLanguageFactory(DjangoModelFactory):
    class Meta:
        model = TemplateLanguage

    template = factory.SubFactory(InteractionTemplateFactory)
    language = factory.SubFactory(LanguageFactory)


class EventTemplateFactory(DjangoModelFactory):
    class Meta:
        model = EventTemplate
        django_get_or_create = ["event"]

    event = "call"
    template = factory.SubFactory(InteractionTemplateFactory)


class LoggedSegmentFactory(DjangoModelFactory):
    class Meta:
        model = LoggedSegment

    segment_number = factory.Sequence("LS{}".format)
    description = "A logged segment"
    created_on = A_DAY
    at = A_MOMENT


class CampaignEntryFactory(DjangoModelFactory):
    class Meta:
        model = CampaignEntry

    campaign = factory.SubFactory(CampaignFactory)
    description = "A campaign entry"
    date = A_DAY


class InteractionFactory(DjangoModelFactory):
    class Meta:
        model = Interaction

    contact = factory.SubFactory(CompanyFactory)
    date = A_DAY
    description = "An interaction"
    at = A_MOMENT


class MailFactory(DjangoModelFactory):
    class Meta:
        model = Mail

    interaction = factory.SubFactory(InteractionFactory)
    at = A_MOMENT


class SegmentFactory(DjangoModelFactory):
    class Meta:
        model = Segment

    description = "A segment"
    date = A_DAY


class SavedCriteriaFactory(DjangoModelFactory):
    class Meta:
        model = SavedCriteria

    code = factory.Sequence("SAVED{}".format)
    steps = factory.LazyFunction(list)
    at = A_MOMENT


class SegmentStepFactory(DjangoModelFactory):
    class Meta:
        model = SegmentStep

    segment = factory.SubFactory(SegmentFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = SegmentStep.Kind.ADD
    at = A_MOMENT


class SegmentLineFactory(DjangoModelFactory):
    class Meta:
        model = SegmentLine

    segment = factory.SubFactory(SegmentFactory)
    contact = factory.SubFactory(CompanyFactory)
    added = factory.SubFactory(SegmentStepFactory, segment=factory.SelfAttribute("..segment"))


class TargetExclusionFactory(DjangoModelFactory):
    class Meta:
        model = TargetExclusion

    campaign = factory.SubFactory(CampaignFactory)
    contact = factory.SubFactory(CompanyFactory)
    reason = "Asked to be left out"
    at = A_MOMENT


class SalesPriceFactory(DjangoModelFactory):
    """For all customers, unless a customer, price group or campaign is given with its `source_type`."""

    class Meta:
        model = SalesPrice

    item = factory.SubFactory(ItemFactory)
    source_type = Source.ALL
    unit_price = Decimal(80)


class SalesLineDiscountFactory(DjangoModelFactory):
    class Meta:
        model = SalesLineDiscount

    item = factory.SubFactory(ItemFactory)
    source_type = Source.ALL
    discount_percent = Decimal(10)


class ActivationFactory(DjangoModelFactory):
    class Meta:
        model = Activation

    campaign = factory.SubFactory(CampaignFactory)
    on = True
    at = A_MOMENT


class SalesDocumentFactory(DjangoModelFactory):
    class Meta:
        model = SalesDocument

    sell_to = factory.SubFactory(CompanyFactory)
    bill_to = factory.SelfAttribute("sell_to")
    document_date = A_DAY


class OrderFactory(SalesDocumentFactory):
    kind = SalesDocument.Kind.ORDER
    sell_to = factory.LazyFunction(lambda: CustomerFactory().contact)


class SalesLineFactory(DjangoModelFactory):
    class Meta:
        model = SalesLine

    document = factory.SubFactory(SalesDocumentFactory)
    position = factory.Sequence(lambda n: n + 1)
    item = factory.SubFactory(ItemFactory)
    unit = factory.SelfAttribute("item.base_unit")
    quantity = Decimal(1)


class SalesCycleFactory(DjangoModelFactory):
    class Meta:
        model = SalesCycle

    code = factory.Sequence("SC{}".format)
    description = "A sales cycle"


class StageFactory(DjangoModelFactory):
    class Meta:
        model = Stage

    cycle = factory.SubFactory(SalesCycleFactory)
    position = factory.Sequence(lambda n: n * 10)
    description = "A stage"
    completed = Decimal(20)
    chances = Decimal(10)


class CloseOpportunityCodeFactory(DjangoModelFactory):
    class Meta:
        model = CloseOpportunityCode

    code = factory.Sequence("CLOSE{}".format)
    description = "A reason"


class OpportunityFactory(DjangoModelFactory):
    """Not started; an entry for it starts it."""

    class Meta:
        model = Opportunity

    description = "An opportunity"
    contact = factory.SubFactory(CompanyFactory)
    salesperson = factory.SubFactory(SalespersonFactory)
    cycle = factory.SubFactory(SalesCycleFactory)
    creation_date = A_DAY


class OpportunityEntryFactory(DjangoModelFactory):
    class Meta:
        model = OpportunityEntry

    opportunity = factory.SubFactory(OpportunityFactory, status=Status.IN_PROGRESS)
    action = Action.FIRST
    stage = factory.SubFactory(StageFactory, cycle=factory.SelfAttribute("..opportunity.cycle"))
    date = A_DAY
    closes_on = A_DAY
    estimated_value = Decimal(1000)
    current_value = Decimal(100)
    completed = Decimal(20)
    chances = Decimal(10)
    probability = Decimal(10)


class StageActivityFactory(DjangoModelFactory):
    class Meta:
        model = StageActivity

    stage = factory.SubFactory(StageFactory)
    activity = factory.SubFactory(ActivityFactory)


class SalesCycleCommentFactory(DjangoModelFactory):
    class Meta:
        model = SalesCycleComment

    cycle = factory.SubFactory(SalesCycleFactory)
    date = A_DAY
    text = "A comment"


class CalendarAddressFactory(DjangoModelFactory):
    class Meta:
        model = CalendarAddress

    salesperson = factory.SubFactory(SalespersonFactory)
    key = factory.Sequence("key{}".format)
    made_at = A_MOMENT


class NotificationFactory(DjangoModelFactory):
    class Meta:
        model = Notification

    user = factory.SubFactory(UserFactory)
    kind = Notification.Kind.NEW
    task = factory.SubFactory(TaskFactory)
    day = A_DAY
    at = A_MOMENT


class AttendeeFactory(DjangoModelFactory):
    class Meta:
        model = Attendee

    task = factory.SubFactory(TaskFactory, type="meeting", all_day=True)
    contact = factory.SubFactory(CompanyFactory)


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    segment = factory.SubFactory(SegmentFactory)
    key = factory.LazyFunction(uuid4)
    activity = "An activity"
    tasks = factory.List([])
    at = A_MOMENT


class LoggingFactory(DjangoModelFactory):
    class Meta:
        model = Logging

    segment = factory.SubFactory(SegmentFactory)
    number = factory.SelfAttribute("segment.number")
    key = factory.LazyFunction(uuid4)
    sends = False
    follows_up = False
    day = A_DAY
    at = A_MOMENT


class ProfileQuestionnaireFactory(DjangoModelFactory):
    class Meta:
        model = ProfileQuestionnaire

    code = factory.Sequence(lambda n: f"QUEST{n}")
    description = factory.Sequence(lambda n: f"Questionnaire {n}")


class ProfileQuestionFactory(DjangoModelFactory):
    class Meta:
        model = ProfileQuestion

    questionnaire = factory.SubFactory(ProfileQuestionnaireFactory)
    description = factory.Sequence(lambda n: f"Question {n}")


class ProfileAnswerFactory(DjangoModelFactory):
    class Meta:
        model = ProfileAnswer

    question = factory.SubFactory(ProfileQuestionFactory)
    description = factory.Sequence(lambda n: f"Answer {n}")


class RatingPointsFactory(DjangoModelFactory):
    class Meta:
        model = RatingPoints

    rating = factory.SubFactory(ProfileQuestionFactory, measure="rating")
    answer = factory.SubFactory(ProfileAnswerFactory)
    points = Decimal(1)


class ContactProfileAnswerFactory(DjangoModelFactory):
    class Meta:
        model = ContactProfileAnswer

    contact = factory.SubFactory(CompanyFactory)
    answer = factory.SubFactory(ProfileAnswerFactory)
    sole_answer_to = factory.LazyAttribute(
        lambda row: None if row.answer.question.several_answers else row.answer.question
    )
    updated_on = A_DAY


class ResendingFactory(DjangoModelFactory):
    class Meta:
        model = Resending

    logged = factory.SubFactory(LoggedSegmentFactory)
    key = factory.LazyFunction(uuid4)
    keys = factory.LazyFunction(list)
    day = A_DAY
    at = A_MOMENT
