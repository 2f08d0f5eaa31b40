"""The code tables of the Supervised Release File."""

from __future__ import annotations

from shared.edits import WireCode, WireNumber


class Category(WireCode):
    """Why somebody is in the file."""

    STATE_PAROLE = "SP", "state parole (Department of Corrections and Rehabilitation)"
    JUVENILE_PAROLE = "YP", "parole of the Division of Juvenile Justice"
    COUNTY_PROBATION = "CP", "county probation"
    FEDERAL_PROBATION = "FP", "federal probation"
    REGISTRANT = "RG", "sex or arson registrant; written by the registry alone"
    CAREER_CRIMINAL = "CC", "career criminal (Penal Code 13853)"
    MENTAL_HEALTH = "MH", "released by the Department of Mental Health"


class EntryLevel(WireNumber):
    """How far a record is known."""

    CALIFORNIA = 1, "in California only"
    NATIONAL = 2, "in NCIC's supervised release file as well"


class Circumstance(WireCode):
    """How a subject was met, or what was done without meeting the subject."""

    STOP = "R", "routine stop"
    FIELD_INTERVIEW = "F", "field interview"
    BOOKING = "B", "booking"
    CITATION = "C", "citation"
    SUSPECT = "S", "suspect of a crime"
    WARRANT = "W", "warrant issued"
    NOTIFICATION = "N", "public notified"
