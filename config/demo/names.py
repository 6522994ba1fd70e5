"""Invented names: bicycle shops of six countries and the persons who work there. None of them exists."""

from dataclasses import dataclass
from typing import NamedTuple


class Town(NamedTuple):
    post_code: str
    name: str


@dataclass(frozen=True)
class Land:
    """A country's shops: how many, who sells there, how their names are made, where they stand."""

    code: str
    shops: int
    sellers: list[str]
    language: str
    currency: str
    dial: str
    forms: list[str]
    words: list[str]
    streets: list[str]
    towns: list[Town]
    first_names: list[str]
    surnames: list[str]


def _towns(text: str) -> list[Town]:
    return [Town(*entry.strip().split(" ", 1)) for entry in text.split("|")]


def _words(text: str) -> list[str]:
    return text.split()


LANDS = [
    Land(
        code="BE",
        shops=45,
        sellers=["EW", "EW", "CM"],
        language="NLB",
        currency="",
        dial="+32 15 55",
        forms=["Fietsen {}", "{} Tweewielers", "Fietshuis {}", "Cycles {}", "De {} Fietser"],
        words=_words("Zandhoek Meirbeke Leievoorde Duinroos Kruiwagen Holleweg Steenuil Vlasbloem Hopland Windhoek"),
        streets=_words("Stationsstraat Molenweg Kerkplein Dijkstraat Lindelaan"),
        towns=_towns(
            "2000 Antwerpen | 9000 Gent | 3000 Leuven | 8000 Brugge | 3500 Hasselt | 8500 Kortrijk | 1000 Brussel"
        ),
        first_names=_words("Lotte Bram Femke Wout Jana Stijn Noor Ruben Ellen Kobe Marthe Seppe"),
        surnames=_words("Zandvoet Meirsman Leyskens Duinslaeger Kruisweg Hollebeke Steenackers Vlasmaker"),
    ),
    Land(
        code="NL",
        shops=35,
        sellers=["SH"],
        language="NLD",
        currency="",
        dial="+31 20 555",
        forms=["Rijwielhuis {}", "{} Fietsen", "Tweewielercentrum {}", "{} Rijwielen"],
        words=_words("Waterland Ganzeveer Kiewit Polderzicht Brugwachter Maasoever Heidebloem Vuurtoren Wilgenhof"),
        streets=_words("Havenkade Dorpsstraat Singel Brink Oosterweg"),
        towns=_towns(
            "1012 Amsterdam | 3011 Rotterdam | 3511 Utrecht | 9711 Groningen | 6211 Maastricht | 7511 Enschede"
        ),
        first_names=_words("Sanne Thijs Maud Jurre Floor Sem Roos Niek Tess Gijs Anouk Bas"),
        surnames=_words("Waterreus Ganzeboer Kievitsen Polderdijk Brugmans Reigersma Maasdonk Heidema"),
    ),
    Land(
        code="DE",
        shops=30,
        sellers=["JR"],
        language="DEU",
        currency="",
        dial="+49 30 555",
        forms=["Radhaus {}", "Zweirad {}", "Fahrradhof {}", "{} Räder", "Velowerk {}"],
        words=_words("Lindengrund Eisvogel Moorweg Sonnenhang Kranichfeld Silberbach Ahornring Nordlicht"),
        streets=_words("Bahnhofstraße Gartenweg Marktplatz Mühlgasse Ringstraße"),
        towns=_towns("10115 Berlin | 20095 Hamburg | 50667 Köln | 80331 München | 04109 Leipzig | 28195 Bremen"),
        first_names=_words("Anke Torben Lena Falk Svenja Henrik Mareike Ole Wiebke Arne"),
        surnames=_words("Lindengrün Eisfeld Moorkamp Sonnhauser Kranich Silberborn Ahornberg Nordlohe"),
    ),
    Land(
        code="FR",
        shops=20,
        sellers=["CM"],
        language="FRA",
        currency="",
        dial="+33 1 55 55",
        forms=["Cycles {}", "Atelier Vélo {}", "Vélos {}", "La Roue {}"],
        words=_words("Valserein Clairpont Boisjoli Mirabeau Hautecombe Rivebelle Pontgris"),
        streets=["rue de la Gare", "place du Marché", "rue des Tilleuls", "quai Vert"],
        towns=_towns("75011 Paris | 59000 Lille | 69003 Lyon | 67000 Strasbourg | 44000 Nantes"),
        first_names=_words("Camille Léo Margaux Théo Inès Bastien Manon Rémi"),
        surnames=_words("Valserin Clairpont Boisjolin Hautecombe Rivebel Pontgrisart"),
    ),
    Land(
        code="NO",
        shops=15,
        sellers=["IT"],
        language="NOR",
        currency="NOK",
        dial="+47 55 55",
        forms=["{} Sykkel", "Sykkelhuset {}", "{} Sykkelservice"],
        words=_words("Fjordvik Granli Nordstø Bjørkedal Havtind Snøhetten Kvitfoss"),
        streets=_words("Storgata Havnegata Kirkeveien Elvegata"),
        towns=_towns("0150 Oslo | 5003 Bergen | 7010 Trondheim | 4006 Stavanger | 9008 Tromsø"),
        first_names=_words("Silje Eirik Marte Sindre Ingvild Håkon Tuva Vegard"),
        surnames=_words("Fjordvik Granli Nordstø Bjørkedalen Havtind Kvitfossen"),
    ),
    Land(
        code="GB",
        shops=5,
        sellers=["JR"],
        language="ENU",
        currency="GBP",
        dial="+44 20 5550",
        forms=["{} Cycles", "The {} Bike Shop"],
        words=_words("Hazelmere Thornbridge Larkfield Wrenford Millrace"),
        streets=["High Street", "Station Road", "Mill Lane"],
        towns=_towns("SE1 London | M1 Manchester | BS1 Bristol"),
        first_names=_words("Imogen Callum Freya Rory Tamsin"),
        surnames=_words("Hazelmere Thornbridge Larkfield Wrenford"),
    ),
]
JOB_TITLES = ["Owner", "Buyer", "Shop manager", "Workshop manager", "Buyer", "Office manager"]
LONE_PERSONS = ["Oda Skogvind", "Matteo Velorossi", "Greet Wielsma", "Hugo Spaakveld", "Petra Nabenstein"]
