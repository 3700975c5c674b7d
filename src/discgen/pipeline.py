"""What discgen does, as functions: open a filing, say what does not fit, build its files."""

from discgen.files import write_together
from discgen.filing import Filing, open_filing
from discgen.publish import FORMATS, build

__all__ = ["FORMATS", "Filing", "build", "open_filing", "write_together"]
