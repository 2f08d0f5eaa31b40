"""The 58 counties of California: number, name, inhabitants in thousands, share of vehicle thefts, and larger cities.

Counties, numbers, rounded populations and cities are real and public; the agencies made from them are marked TEST.
"""

from __future__ import annotations

from dataclasses import dataclass

from seed.chance import Weighted

# number; name; thousands of inhabitants (2020 census, rounded up to one); highway patrol office or -; cities
_TABLE = """
001;ALAMEDA;1682;P;OAKLAND,FREMONT,HAYWARD,BERKELEY,SAN LEANDRO,ALAMEDA
002;ALPINE;1;-;
003;AMADOR;40;-;JACKSON,IONE
004;BUTTE;212;P;CHICO,OROVILLE,PARADISE
005;CALAVERAS;45;-;ANGELS CAMP
006;COLUSA;22;-;COLUSA,WILLIAMS
007;CONTRA COSTA;1166;P;CONCORD,RICHMOND,ANTIOCH,WALNUT CREEK,PITTSBURG
008;DEL NORTE;28;-;CRESCENT CITY
009;EL DORADO;191;-;PLACERVILLE,SOUTH LAKE TAHOE
010;FRESNO;1009;P;FRESNO,CLOVIS,REEDLEY,SANGER
011;GLENN;29;-;ORLAND,WILLOWS
012;HUMBOLDT;136;P;EUREKA,ARCATA,FORTUNA
013;IMPERIAL;180;P;EL CENTRO,CALEXICO,BRAWLEY
014;INYO;19;-;BISHOP
015;KERN;909;P;BAKERSFIELD,DELANO,RIDGECREST
016;KINGS;152;-;HANFORD,LEMOORE
017;LAKE;68;-;CLEARLAKE,LAKEPORT
018;LASSEN;33;-;SUSANVILLE
019;LOS ANGELES;10014;P;LOS ANGELES,LONG BEACH,GLENDALE,PASADENA,TORRANCE,INGLEWOOD
020;MADERA;156;-;MADERA,CHOWCHILLA
021;MARIN;262;P;SAN RAFAEL,NOVATO
022;MARIPOSA;17;-;
023;MENDOCINO;92;-;UKIAH,FORT BRAGG,WILLITS
024;MERCED;281;P;MERCED,LOS BANOS,ATWATER
025;MODOC;9;-;ALTURAS
026;MONO;13;-;MAMMOTH LAKES
027;MONTEREY;439;P;SALINAS,MONTEREY,SEASIDE
028;NAPA;138;-;NAPA,AMERICAN CANYON
029;NEVADA;102;P;GRASS VALLEY,NEVADA CITY,TRUCKEE
030;ORANGE;3187;P;SANTA ANA,ANAHEIM,IRVINE,HUNTINGTON BEACH,FULLERTON,COSTA MESA
031;PLACER;405;P;ROSEVILLE,ROCKLIN,AUBURN
032;PLUMAS;20;-;
033;RIVERSIDE;2418;P;RIVERSIDE,CORONA,MURRIETA,PALM SPRINGS,HEMET
034;SACRAMENTO;1585;P;SACRAMENTO,ELK GROVE,FOLSOM,CITRUS HEIGHTS,GALT
035;SAN BENITO;64;-;HOLLISTER
036;SAN BERNARDINO;2182;P;SAN BERNARDINO,FONTANA,ONTARIO,RIALTO,REDLANDS
037;SAN DIEGO;3299;P;SAN DIEGO,CHULA VISTA,OCEANSIDE,ESCONDIDO,EL CAJON,NATIONAL CITY
038;SAN FRANCISCO;874;P;SAN FRANCISCO
039;SAN JOAQUIN;779;P;STOCKTON,TRACY,MANTECA,LODI
040;SAN LUIS OBISPO;282;P;SAN LUIS OBISPO,PASO ROBLES,ATASCADERO
041;SAN MATEO;764;P;DALY CITY,SAN MATEO,REDWOOD CITY,SOUTH SAN FRANCISCO
042;SANTA BARBARA;448;P;SANTA BARBARA,SANTA MARIA,LOMPOC
043;SANTA CLARA;1936;P;SAN JOSE,SUNNYVALE,SANTA CLARA,MOUNTAIN VIEW,GILROY
044;SANTA CRUZ;271;-;SANTA CRUZ,WATSONVILLE
045;SHASTA;182;P;REDDING,ANDERSON
046;SIERRA;3;-;
047;SISKIYOU;44;-;YREKA,WEED
048;SOLANO;453;P;VALLEJO,FAIRFIELD,VACAVILLE
049;SONOMA;489;P;SANTA ROSA,PETALUMA,ROHNERT PARK
050;STANISLAUS;553;P;MODESTO,TURLOCK,CERES
051;SUTTER;100;-;YUBA CITY
052;TEHAMA;66;-;RED BLUFF,CORNING
053;TRINITY;16;-;
054;TULARE;473;P;VISALIA,TULARE,PORTERVILLE
055;TUOLUMNE;56;-;SONORA
056;VENTURA;844;P;OXNARD,VENTURA,SIMI VALLEY
057;YOLO;216;P;DAVIS,WOODLAND,WEST SACRAMENTO
058;YUBA;82;-;MARYSVILLE,WHEATLAND
"""

# Percent of California's vehicle thefts in the counties with most of them; the others share the rest by inhabitants.
THEFT_PERCENT = {"019": 33.0, "001": 11.0, "037": 6.0, "036": 6.0, "043": 5.0}


@dataclass(frozen=True, slots=True)
class County:
    """A county of California.

    Attributes:
        number: three digits in alphabetical order, as in its agencies' identifiers.
        name: its name in capitals.
        thousands: inhabitants in thousands.
        patrolled: whether a highway patrol office stands here.
        cities: names of cities with a police department here, larger ones first.
    """

    number: str
    name: str
    thousands: int
    patrolled: bool
    cities: tuple[str, ...]


def _county(line: str) -> County:
    number, name, thousands, patrol, cities = line.split(";")
    return County(number, name, int(thousands), patrol == "P", tuple(city for city in cities.split(",") if city))


def _theft_weights() -> Weighted[str]:
    others = sum(county.thousands for county in COUNTIES if county.number not in THEFT_PERCENT)
    left = 100.0 - sum(THEFT_PERCENT.values())
    return Weighted((c.number, THEFT_PERCENT.get(c.number, left * c.thousands / others)) for c in COUNTIES)


COUNTIES = tuple(_county(line) for line in _TABLE.split("\n") if line)
BY_INHABITANTS: Weighted[str] = Weighted((county.number, county.thousands) for county in COUNTIES)
BY_THEFTS: Weighted[str] = _theft_weights()
