"""Documentation that is written from the declarations."""

from shared.docs.reference import reference_page

__all__ = ["reference_page"]
