"""What the newsletter and the mailing of a campaign say, in the languages of the contacts."""

from contacts.models import Language
from interactions.models import InteractionTemplate, TemplateLanguage

NEWSLETTER = {
    "ENU": ("New in our range", "this season's bicycles and lights have arrived. Come and see them.", "Kind regards"),
    "NLD": (
        "Nieuw bij ons",
        "de fietsen en lampen van dit seizoen zijn er. Kom ze bekijken.",
        "Met vriendelijke groet",
    ),
    "FRA": ("Nos nouveautés", "les vélos et éclairages de la saison sont arrivés. Venez les voir.", "Cordialement"),
    "DEU": ("Neu bei uns", "die Räder und Lampen der Saison sind da. Schauen Sie vorbei.", "Mit freundlichen Grüßen"),
    "NOR": ("Nytt hos oss", "årets sykler og lykter er kommet. Kom og se på dem.", "Vennlig hilsen"),
}
MAILING = {
    "ENU": ("Prices for you", "you now buy at special prices. I will gladly call you.", "Kind regards"),
    "NLD": ("Prijzen voor u", "u koopt nu voordelig. Ik bel u graag op.", "Met vriendelijke groet"),
    "FRA": ("Des prix pour vous", "vous achetez maintenant moins cher. Je vous appelle.", "Cordialement"),
    "DEU": ("Preise für Sie", "jetzt kaufen Sie günstiger. Ich rufe Sie gern an.", "Mit freundlichen Grüßen"),
    "NOR": ("Priser for deg", "nå får du gode priser. Jeg ringer deg gjerne.", "Vennlig hilsen"),
}


def texts(templates: dict[str, InteractionTemplate]) -> None:
    languages = Language.objects.in_bulk(field_name="code")
    TemplateLanguage.objects.bulk_create(
        TemplateLanguage(
            template=templates[code],
            language=languages[language],
            description=subject,
            subject=subject,
            text=f"{{salutation}}\n\n{message}\n\n{greeting}\n{{salesperson}}\n{{sender}}",
        )
        for code, said in [("NEWS", NEWSLETTER), ("MAIL", MAILING)]
        for language, (subject, message, greeting) in said.items()
    )
