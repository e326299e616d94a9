"""How streets are written in five languages. Data only; `rules` says what is done with it."""

# Short form → long forms, as they stand at the end (English) or the start (the others) of a street's name.
STREET_TYPES: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "al": ("alley",),
        "av": ("avenue",),
        "ave": ("avenue",),
        "blvd": ("boulevard",),
        "bldg": ("building",),
        "br": ("bridge",),
        "cir": ("circle",),
        "ct": ("court",),
        "ctr": ("center",),
        "cres": ("crescent",),
        "dr": ("drive",),
        "ext": ("extension",),
        "hwy": ("highway",),
        "ln": ("lane",),
        "pk": ("park",),
        "pkwy": ("parkway",),
        "pl": ("place",),
        "plz": ("plaza",),
        "rd": ("road",),
        "sq": ("square",),
        "st": ("street",),
        "str": ("street",),
        "ter": ("terrace",),
        "terr": ("terrace",),
        "tnl": ("tunnel",),
        "wf": ("wharf",),
        "wy": ("way",),
    },
    "fr": {
        "all": ("allee",),
        "av": ("avenue",),
        "bd": ("boulevard",),
        "bld": ("boulevard",),
        "boul": ("boulevard",),
        "ch": ("chemin",),
        "fg": ("faubourg",),
        "imp": ("impasse",),
        "pl": ("place",),
        "rte": ("route",),
        "sq": ("square",),
    },
    "es": {
        "av": ("avenida",),
        "avd": ("avenida",),
        "avda": ("avenida",),
        "cl": ("calle",),
        "cmno": ("camino",),
        "ctra": ("carretera",),
        "pl": ("plaza",),
        "pza": ("plaza",),
        "pso": ("paseo",),
        "trav": ("travesia",),
    },
    "ca": {
        "av": ("avinguda",),
        "avda": ("avinguda",),
        "ctra": ("carretera",),
        "pg": ("passeig",),
        "pl": ("placa",),
        "pza": ("placa",),
        "ptge": ("passatge",),
        "rbla": ("rambla",),
        "trv": ("travessera",),
    },
    "ar": {"ش": ("شارع",), "ط": ("طريق",), "م": ("ميدان",)},
}

# In these languages the type follows the name.
TYPE_AT_THE_END = frozenset({"en"})
COMPASS = {"e": "east", "n": "north", "s": "south", "w": "west"}

# Words that stand before the name proper. "St" is here a saint, at the other end a street.
LEADING: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "e": ("east",),
        "ft": ("fort",),
        "mt": ("mount",),
        "n": ("north",),
        "s": ("south",),
        "st": ("saint",),
        "w": ("west",),
    },
    "fr": {"st": ("saint",), "ste": ("sainte",)},
    "es": {"sta": ("santa",), "sto": ("santo",)},
    "ca": {"st": ("sant",), "sta": ("santa",)},
    "ar": {},
}

ORDINALS = {
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "6th": "sixth",
    "7th": "seventh", "8th": "eighth", "9th": "ninth", "10th": "tenth",
}  # fmt: skip

# Street types that have no short form of their own, for telling the name proper from its type.
OTHER_TYPES = frozenset(
    {
        "rue",
        "quai",
        "cours",
        "carrer",
        "calle",
        "ronda",
        "via",
        "row",
        "path",
        "شارع",
        "طريق",
        "ميدان",
        "ساحه",
    }
)

# Words between the two streets of a corner, and the phrases that may stand before them.
CORNER_WORDS = frozenset({"&", "and", "at", "et", "y", "con", "i", "amb", "و", "مع"})
CORNER_OPENINGS: tuple[str, ...] = (
    "the corner of", "corner of", "corner", "the intersection of", "intersection of", "intersection",
    "a l angle de", "angle de", "angle", "au coin de", "coin de", "coin", "croisement de",
    "la esquina de", "esquina de", "esquina", "el cruce de", "cruce de", "cruce",
    "la cantonada de", "cantonada de", "cantonada", "l encreuament de", "encreuament de",
    "زاويه", "تقاطع", "ناصيه",
)  # fmt: skip
# In Arabic "and" is written onto the next word.
ATTACHED_AND = "و"
