"""Which law governs, as far as it can be told from the words of the contract."""

import re

_EUROPEAN = re.compile(
    r"\b(austria|autriche|austrian|autrichien|belgium|belgique|belgian|belge|bulgaria|bulgarie|bulgarian|bulgare"
    r"|croatia|croatie|croatian|croate|cyprus|chypre|czechia|czech|tchéquie|tchèque|denmark|danemark|danish|danois"
    r"|estonia|estonie|estonian|estonien|finland|finlande|finnish|finlandais|germany|allemagne|german|allemand"
    r"|greece|grèce|greek|grec|hungary|hongrie|hungarian|hongrois|ireland|irlande|irish|irlandais|italy|italie"
    r"|italian|italien|latvia|lettonie|latvian|letton|lithuania|lituanie|lithuanian|lituanien|luxembourg|malta|malte"
    r"|maltese|maltais|netherlands|pays-bas|dutch|néerlandais|poland|pologne|polish|polonais|portugal|portuguese"
    r"|portugais|romania|roumanie|romanian|roumain|slovakia|slovaquie|slovak|slovaque|slovenia|slovénie|slovenian"
    r"|slovène|spain|espagne|spanish|espagnol|sweden|suède|swedish|suédois|european union|union européenne)\b"
)
_ELSEWHERE = re.compile(r"northern ireland|irlande du nord")


def is_french(law: str) -> bool:
    """Return whether a governing law is that of France.

    Examples
    --------
    >>> is_french("Droit français"), is_french("State of Illinois, United States")
    (True, False)
    """
    words = law.casefold()
    return "france" in words or "français" in words or "french" in words


def is_european(law: str) -> bool:
    """Return whether a governing law is that of a country of the European Union.

    Examples
    --------
    >>> is_european("France"), is_european("Ireland"), is_european("Northern Ireland")
    (True, True, False)
    """
    return is_french(law) or bool(_EUROPEAN.search(_ELSEWHERE.sub("", law.casefold())))
