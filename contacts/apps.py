from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _("Contacts")

    def ready(self) -> None:
        from contacts import actions, classifying, consequences, factboxes, following, nobody, tasks, traces
        from contacts.importing import CONTACTS, CUSTOMERS
        from contacts.models import (
            BusinessRelation,
            Contact,
            ContactComment,
            ContactDefaults,
            Country,
            Customer,
            CustomerTemplate,
            DiscountGroup,
            DuplicateSearch,
            IndustryGroup,
            JobResponsibility,
            Language,
            MailingGroup,
            OrganizationalLevel,
            PriceGroup,
            ProfileAnswer,
            ProfileQuestion,
            ProfileQuestionnaire,
            Salutation,
            SalutationFormula,
            SearchString,
            Territory,
            WebSource,
        )
        from contacts.profiles import answering, holding, knowing
        from contacts.profiles import merging as merged_profiles
        from contacts.tables import BUSINESS_RELATION, DO_NOT_CONTACT, carried_by, counted_by
        from core import comments, extensions, lookups
        from core.importing import kinds
        from core.setup import code_tables, tables
        from salespeople.models import Salesperson

        contact = lookups.Lookup(found=Contact.objects.found, hint=lambda contact: contact.hint)
        company = lookups.Lookup(found=Contact.objects.companies().found, hint=lambda contact: contact.hint)
        lookups.add(Contact, contact)
        lookups.add(Contact, company, among="companies")
        lookups.add(Customer, lookups.Lookup(found=Customer.objects.found, hint=lambda customer: customer.contact.city))
        lookups.add(ProfileQuestionnaire, lookups.Lookup(ProfileQuestionnaire.objects.found))
        answer = lookups.Lookup(
            ProfileAnswer.objects.found,
            hint=lambda answer: str(answer.question.questionnaire),
            label=lambda answer: answer.with_its_question,
        )
        lookups.add(ProfileAnswer, answer)
        for model in (PriceGroup, DiscountGroup):
            lookups.add(model, lookups.Lookup(model.objects.found, hint=lambda group: group.description))
        extensions.fact_boxes.add(
            Contact,
            extensions.FactBox(
                _("Customer"),
                "contacts/_customer.html",
                factboxes.customer,
                first=True,
                permission="contacts.view_customer",
            ),
            extensions.FactBox(_("Company"), "contacts/_contact.html", factboxes.company, first=True),
            extensions.FactBox(
                _("Persons"),
                "contacts/_persons.html",
                factboxes.persons,
                first=True,
                later=True,
                lines=5,
                shown=lambda contact: contact.is_company,
            ),
            extensions.FactBox(_("Classification"), "contacts/_classification.html", factboxes.classification),
            extensions.FactBox(_("Profile"), "contacts/_profile.html", factboxes.profile),
            extensions.FactBox(
                _("Do not contact"),
                "contacts/_channels.html",
                factboxes.channels,
                permission="contacts.view_donotcontact",
                lines=1,
            ),
            extensions.FactBox(
                _("Alternative addresses"),
                "contacts/_addresses.html",
                factboxes.addresses,
                permission="contacts.view_alternativeaddress",
                lines=1,
            ),
            comments.box("contacts:comment"),
        )
        extensions.list_columns.add(Contact, DO_NOT_CONTACT, BUSINESS_RELATION)
        automatic = _("Automatic answers")
        extensions.fact_boxes.add(
            ProfileQuestionnaire,
            extensions.FactBox(automatic, "contacts/_automatic_answers.html", factboxes.automatic_answers),
        )
        extensions.guards.add(ProfileQuestion, extensions.Guard("delete", holding.answers_of))
        extensions.fact_boxes.add(
            Customer, extensions.FactBox(_("Contact"), "contacts/_contact.html", factboxes.contact_of)
        )
        extensions.card_actions.add(
            Contact,
            extensions.CardAction(
                _("Create as customer"),
                url=lambda contact: reverse("contacts:create_customer", args=[contact.number]),
                icon="building-store",
                permission="contacts.add_customer",
                post=True,
                shown=lambda contact: factboxes.buys_as(contact) is None,
            ),
            extensions.CardAction(
                _("Change company"),
                url=lambda contact: reverse("contacts:move", args=[contact.number]),
                icon="building",
                permission="contacts.change_contact",
                rare=True,
                shown=lambda contact: not contact.is_company and not contact.erased_at,
            ),
            extensions.CardAction(
                _("Salutations"),
                url=lambda contact: reverse("contacts:salutations", args=[contact.number]),
                icon="message",
                permission="contacts.view_contact",
                rare=True,
                shown=lambda contact: contact.salutation_id is not None,
            ),
            extensions.CardAction(
                _("Merge"),
                url=lambda contact: reverse("contacts:choose_duplicate", args=[contact.number]),
                icon="replace",
                permission="contacts.merge_contact",
                rare=True,
            ),
        )
        traces.add((traces.Trace(sort.carried, named=sort.label) for sort in classifying.SORTS), [])
        traces.add([knowing.ANSWERS])
        traces.add([traces.Trace(Customer, kept=True)], [traces.Mention(ContactComment, ["text"])])
        extensions.card_actions.add(Contact, *actions.PRIVACY)
        extensions.followers.add(Contact, following.of_many)
        extensions.card_actions.add(Salesperson, actions.OF_SALESPERSON)
        extensions.written.add(Contact, SearchString.objects.keep, tasks.search_written, answering.keep_none_of_minors)
        extensions.guards.add(Contact, extensions.Guard("comment", nobody.against))
        consequences.add(merged_profiles.CONSEQUENCE)
        kinds.add(CUSTOMERS)
        kinds.add(CONTACTS)
        price_group = ["code", "description", "allow_line_discount"]
        code_tables.add("price_groups", PriceGroup, _("Customers who share sales prices."), fields=price_group)
        code_tables.add("discount_groups", DiscountGroup, _("Customers who share line discounts."))
        templates = ["code", "description", "contact_type", "country", "currency", "price_group", "discount_group"]
        code_tables.add(
            "customer_templates",
            CustomerTemplate,
            _("What contacts get that become customers, as far as they lack it."),
            fields=[*templates, "allow_line_discount"],
            parts={"country": "name", **dict.fromkeys(["currency", "price_group", "discount_group"], "code")},
        )
        for sort in classifying.SORTS:
            extensions.list_columns.add(sort.model, carried_by(sort))
        extensions.list_columns.add(OrganizationalLevel, counted_by("organizational_level"))
        extensions.list_columns.add(Territory, counted_by("territory"))
        codes: list[tuple[Any, str, Any]] = [
            (IndustryGroup, "industry_groups", _("What branch companies are in.")),
            (BusinessRelation, "business_relations", _("What companies are to us.")),
            (MailingGroup, "mailing_groups", _("Who is written to together.")),
            (JobResponsibility, "job_responsibilities", _("What persons decide about.")),
            (OrganizationalLevel, "organizational_levels", _("How high persons stand in their company.")),
            (Territory, "territories", _("Which part of the market contacts belong to.")),
            (WebSource, "web_sources", _("Where companies are looked up in the web.")),
        ]
        more: dict[Any, list[str]] = {BusinessRelation: ["of_customers"], WebSource: ["url"]}
        for table, name, why in codes:
            code_tables.add(name, table, why, fields=["code", "description", *more.get(table, [])])
        code_tables.add("countries", Country, _("Where contacts live."), fields=["code", "name"])
        code_tables.add("languages", Language, _("What contacts are written to in."), fields=["code", "name"])
        salutation = ["code", "description", "for_companies", "for_persons"]
        code_tables.add("salutations", Salutation, _("How contacts are addressed in letters."), fields=salutation)
        formulas = _("The words of each salutation, by language.")
        tables.add(tables.SetUpTable(SalutationFormula, "contacts:salutation_formulas", formulas))
        begun = _("What a new contact begins with, and what persons take over from their company.")
        tables.add(tables.SetUpTable(ContactDefaults, "contacts:defaults_card", begun))
        asked = _("What contacts are asked about, by hand or by figures.")
        tables.add(tables.SetUpTable(ProfileQuestionnaire, "contacts:questionnaires", asked))
        searched = _("By what companies that look the same are found.")
        tables.add(tables.SetUpTable(DuplicateSearch, "contacts:duplicate_search_card", searched))
