"""Code tables that describe vehicles and plates: make, style, color, plate type."""

from __future__ import annotations

from shared.edits.codes import CodeTable, code
from shared.edits.plain import clean, text_column
from shared.spec.cite import PUBLIC_RECORD, inferred
from shared.spec.edit import Edit, Unacceptable

_VEHICLES = PUBLIC_RECORD["vehicular codes"]
_SELECTION = inferred(_VEHICLES, "a selection of the common ones")

VEHICLE_MAKE = CodeTable(
    "vehicle_make",
    _SELECTION,
    {
        "ACUR": "Acura",
        "AUDI": "Audi",
        "BMW": "BMW",
        "BUIC": "Buick",
        "CADI": "Cadillac",
        "CHEV": "Chevrolet",
        "CHRY": "Chrysler",
        "DODG": "Dodge",
        "FORD": "Ford",
        "FRHT": "Freightliner",
        "GMC": "GMC",
        "HD": "Harley-Davidson",
        "HOND": "Honda",
        "HYUN": "Hyundai",
        "INFI": "Infiniti",
        "JEEP": "Jeep",
        "KAWK": "Kawasaki",
        "KIA": "Kia",
        "LEXS": "Lexus",
        "MAZD": "Mazda",
        "MERZ": "Mercedes-Benz",
        "MITS": "Mitsubishi",
        "NISS": "Nissan",
        "PONT": "Pontiac",
        "SUBA": "Subaru",
        "SUZI": "Suzuki",
        "TESL": "Tesla",
        "TOYT": "Toyota",
        "VOLK": "Volkswagen",
        "VOLV": "Volvo",
        "YAMA": "Yamaha",
    },
)

VEHICLE_STYLE = CodeTable(
    "vehicle_style",
    _SELECTION,
    {
        "2D": "sedan, two doors",
        "4D": "sedan, four doors",
        "2H": "hatchback, two doors",
        "4H": "hatchback, four doors",
        "CP": "coupe",
        "CV": "convertible",
        "SW": "station wagon",
        "PK": "pickup",
        "VN": "van",
        "UT": "sport utility vehicle",
        "MC": "motorcycle",
        "MH": "motor home",
        "TR": "truck tractor",
        "SE": "semitrailer",
        "BT": "boat trailer",
        "LM": "limousine",
        "BU": "bus",
    },
)

COLOR = CodeTable(
    "color",
    _VEHICLES,
    {
        "AME": "amethyst",
        "BGE": "beige",
        "BLK": "black",
        "BLU": "blue",
        "BRO": "brown",
        "BRZ": "bronze",
        "CAM": "camouflage",
        "COM": "chrome or stainless steel",
        "CPR": "copper",
        "CRM": "cream or ivory",
        "DBL": "dark blue",
        "DGR": "dark green",
        "GLD": "gold",
        "GRN": "green",
        "GRY": "gray",
        "LAV": "lavender",
        "LBL": "light blue",
        "LGR": "light green",
        "MAR": "maroon or burgundy",
        "MUL/COL": "multicolored",
        "MVE": "mauve",
        "ONG": "orange",
        "PLE": "purple",
        "PNK": "pink",
        "RED": "red",
        "SIL": "silver or aluminum",
        "TAN": "tan",
        "TEA": "teal",
        "TPE": "taupe",
        "TRQ": "turquoise",
        "WHI": "white",
        "YEL": "yellow",
    },
)

PLATE_TYPE = CodeTable(
    "plate_type",
    _SELECTION,
    {
        "PC": "passenger",
        "CO": "commercial",
        "MC": "motorcycle",
        "TK": "truck",
        "TL": "trailer",
        "DL": "dealer",
        "PE": "personalized",
        "DX": "handicapped",
        "EX": "exempt",
        "TM": "temporary",
        "DP": "diplomatic",
        "LF": "law enforcement",
    },
)

_COLORS = f"one of {len(COLOR)} color codes, or two with a slash between them, see the catalog"


def _read_color(value: str) -> str:
    wire = clean(value)
    upper, slash, lower = wire.partition("/")
    if wire in COLOR or (slash and upper in COLOR and lower in COLOR):
        return wire
    raise Unacceptable("TABLE", _COLORS)


vehicle_color: Edit[str] = Edit(
    name="vehicle_color",
    accepts=_COLORS,
    read=_read_color,
    write=str,
    column=text_column(7),
    width=7,
    codes=COLOR,
    good=("BLK", "BLK/SIL", "MUL/COL"),
    bad=("", "QQQ", "BLK/", "BLK/QQQ", "BLK/SIL/RED", "BLKSIL"),
)
"""One color, or two with a slash between them: the upper one first, or the front one."""

vehicle_make = code(VEHICLE_MAKE)
vehicle_style = code(VEHICLE_STYLE)
plate_type = code(PLATE_TYPE)
