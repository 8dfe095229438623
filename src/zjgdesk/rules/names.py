"""Names are kept as written and compared without their blanks."""


def compact(text: str) -> str:
    """Return the text without any white space, full-width blanks included.

    Rule: ORDER-04
    """
    return "".join(text.split())
