from __future__ import annotations

from seed import listing
from services import discover


def test_the_page_of_test_records_is_up_to_date() -> None:
    page = listing.test_records_page(discover(), listing.DAY)
    assert listing.PAGE.read_text(encoding="utf-8") == page, "python -m seed.listing writes docs/test-records.md anew"
