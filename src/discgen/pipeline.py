"""What discgen does, as functions: open a filing, say what does not fit, build its files."""

from discgen.errors import Problem
from discgen.filing import Filing, open_filing
from discgen.publish import FORMATS, build, write_together

__all__ = ["FORMATS", "Filing", "build", "findings", "open_filing", "write_together"]


def findings(filing: Filing) -> list[Problem]:
    """What does not fit in a filing, in the order of its file."""
    return list(filing.findings)
