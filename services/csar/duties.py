"""How long the duty to register lasts, and by when it must be met again.

The text of 2011 knows one duty for life and one of ten years for juvenile arson. From 2021 on sex offenders have tiers.
"""

from __future__ import annotations

from datetime import date, timedelta

from services.csar.codes import Category, Tier
from shared.records import working_day_after, working_day_before, years_after
from shared.spec import CALIFORNIA_RECORD, WORKBOOK, assumed

TIERS_SINCE = date(2021, 1, 1)
"""The day from which sex offenders register by tier."""
JUVENILE_ARSON_YEARS = 10
TIER_YEARS = {Tier.ONE: 10, Tier.TWO: 20}
"""The third tier registers for life."""

WORKING_DAYS = 5
TRANSIENT_DAYS, PREDATOR_DAYS = 30, 90

TERM_CITE = (
    WORKBOOK["I"]
    + CALIFORNIA_RECORD["registration tiers from 2021"]
    + assumed("a term that is over already ends with the day on which tiers begin; who must register for both has life")
)
DUE_CITE = CALIFORNIA_RECORD["when registrants register again"] + assumed(
    "the shortest interval replaces the others; who registers within five working days of a birthday has done so for it"
)


def duty_ends(category: Category, tier: Tier | None, begun: date) -> date | None:
    """The first day without a duty to register, or None for a duty for life.

    Args:
        category: for what somebody registers.
        tier: the tier, where there is one.
        begun: the adjudication or release from which the years count.
    """
    if category is Category.JUVENILE_ARSON:
        return years_after(begun, JUVENILE_ARSON_YEARS)
    if category is Category.SEX and tier in TIER_YEARS:
        return max(years_after(begun, TIER_YEARS[tier]), TIERS_SINCE)
    return None


def known_end(category: Category, ends: date | None, today: date) -> date | None:
    """The end of the duty as the law of a day knows it: before 2021 nobody has a tier."""
    return ends if category is Category.JUVENILE_ARSON or today >= TIERS_SINCE else None


def due_again(registered: date, born: date | None, transient: bool, predator: bool) -> date:
    """The last day on which the next registration is in time.

    Args:
        registered: the day of the last registration.
        born: the date of birth; where it is not known a year counts from the last registration.
        transient: registers every 30 days.
        predator: registers every 90 days.
    """
    if transient:
        return registered + timedelta(days=TRANSIENT_DAYS)
    if predator:
        return registered + timedelta(days=PREDATOR_DAYS)
    if born is None:
        return working_day_after(years_after(registered, 1), WORKING_DAYS)
    return working_day_after(_birthday_after(registered, born), WORKING_DAYS)


def _birthday_after(registered: date, born: date) -> date:
    """The first birthday for which a registration is still to be made."""
    birthdays = (years_after(born, year - born.year) for year in range(registered.year, registered.year + 3))
    return next(day for day in birthdays if working_day_before(day, WORKING_DAYS) > registered)
