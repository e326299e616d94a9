"""What people write to a short number to be understood by a machine, in five languages."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Deed(StrEnum):
    """What a keyword asks for."""

    HELP = "help"
    STOP = "stop"
    START = "start"
    STATUS = "status"
    CODE = "code"
    NEW = "new"
    YES = "yes"
    NO = "no"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A deed, the language that the word gives away (empty: several), and what stands behind it."""

    deed: Deed
    language: str = ""
    rest: str = ""


# What carriers prescribe (CTIA Messaging Principles) is written by people of any language; our own words tell theirs.
_WORDS: dict[tuple[Deed, str], str] = {
    (Deed.STOP, ""): "stop stopall unsubscribe cancel end quit",
    (Deed.STOP, "fr"): "arret arreter desabonner",
    (Deed.STOP, "es"): "baja alto cancelar",
    (Deed.STOP, "ca"): "atura baixa atureu",
    (Deed.STOP, "ar"): "توقف إيقاف قف الغاء",
    (Deed.HELP, ""): "info help",
    (Deed.HELP, "fr"): "aide",
    (Deed.HELP, "es"): "ayuda",
    (Deed.HELP, "ca"): "ajuda",
    (Deed.HELP, "ar"): "مساعدة معلومات",
    (Deed.START, ""): "start unstop",
    (Deed.START, "fr"): "reprendre commencer",
    (Deed.START, "es"): "empezar reanudar",
    (Deed.START, "ca"): "comença repren",
    (Deed.START, "ar"): "ابدأ",
    (Deed.STATUS, ""): "status",
    (Deed.STATUS, "fr"): "statut etat",
    (Deed.STATUS, "es"): "estado",
    (Deed.STATUS, "ca"): "estat",
    (Deed.STATUS, "ar"): "حالة",
    (Deed.CODE, ""): "code",
    (Deed.CODE, "es"): "codigo",
    (Deed.CODE, "ca"): "codi",
    (Deed.CODE, "ar"): "رمز",
    (Deed.NEW, ""): "new",
    (Deed.NEW, "fr"): "nouveau",
    (Deed.NEW, "es"): "nuevo",
    (Deed.NEW, "ca"): "nou",
    (Deed.NEW, "ar"): "جديد",
    (Deed.YES, ""): "y yes si s",
    (Deed.YES, "fr"): "oui o",
    (Deed.YES, "ar"): "نعم",
    (Deed.NO, ""): "n no",
    (Deed.NO, "fr"): "non",
    (Deed.NO, "ar"): "لا كلا",
    (Deed.LANGUAGE, "en"): "english",
    (Deed.LANGUAGE, "fr"): "francais",
    (Deed.LANGUAGE, "es"): "espanol castellano",
    (Deed.LANGUAGE, "ca"): "catala",
    (Deed.LANGUAGE, "ar"): "العربية عربي",
}
# What may stand around STOP. Anything else makes it a sentence: a bent stop sign is something to report.
_POLITE = frozenset(
    [
        "please",
        "all",
        "now",
        "sms",
        "texts",
        "messages",
        "texting",
        "me",
        "the",
        "s",
        "il",
        "vous",
        "plait",
        "svp",
        "por",
        "favor",
        "si",
        "us",
        "plau",
        "من",
        "فضلك",
    ]
)
_TAKES_MORE = frozenset({Deed.STATUS, Deed.NEW})
_NUMBER = re.compile(r"(?<![0-9A-Za-z-])([0-9A-Za-z]{4})-([0-9A-Za-z]{4})(?![0-9A-Za-z-])")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def folded(text: str) -> str:
    """Small letters without accents, single blanks, no signs at the ends of words."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", plain.casefold()))


_KNOWN = {
    folded(word): Keyword(deed, language)
    for (deed, language), words in _WORDS.items()
    for word in words.split()
}


def keyword_in(text: str) -> Keyword | None:
    """The keyword that the message is. STATUS and NEW may be followed by anything, STOP by courtesies, others by
    nothing: whoever writes a sentence is speaking to people."""
    words = folded(text).split()
    found = _KNOWN.get(words[0]) if words else None
    stops = [word for word in words if word in _KNOWN and _KNOWN[word].deed is Deed.STOP]
    if stops and all(word in stops or word in _POLITE for word in words):
        return _KNOWN[stops[0]]
    if found is None or found.deed is Deed.STOP:
        return None
    if found.deed in _TAKES_MORE:
        return Keyword(found.deed, found.language, " ".join(text.split()[1:]))
    return found if len(words) == 1 else None


def choice_in(text: str) -> int | None:
    """The number that the message is, in digits of any script; None where it is something else."""
    plain = "".join(re.findall(r"\w", text))
    return int(plain) if 0 < len(plain) <= 2 and plain.isdecimal() else None


def number_in(text: str) -> str:
    """The first number of a report that the words name, as eight letters and digits; empty where they name none."""
    found = _NUMBER.search(text)
    return f"{found[1]}{found[2]}".lower() if found else ""


def language_in(text: str) -> str:
    """The language that the script gives away; empty where it is one of several."""
    return "ar" if _ARABIC.search(text) else ""


def numbered(choices: Sequence[str]) -> str:
    """Choices as a question lists them: “1 Pothole; 2 Street light”."""
    return "; ".join(f"{place} {words}" for place, words in enumerate(choices, 1))


def without(words: str, place: str) -> str:
    """The words that do not name the place: a street light is not meant by whoever says Beacon Street."""
    named = {_bare(each) for each in place.split()}
    return " ".join(each for each in words.split() if _bare(each) not in named)


def _bare(word: str) -> str:
    return word.strip(".,;:!?").casefold()
