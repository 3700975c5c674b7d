"""The model: what a disclosure says, as entries under the Chinese keys of the YAML file.

`Disclosure` is the whole; every mapping of the file is an `Entry`. The model knows neither a form nor a
format: it holds what was entered and computes what follows from it.
"""

from discgen.model.disclosure import SCHEMA_VERSION, Disclosure, LastYear
from discgen.model.fields import Computed, Entry, total

__all__ = ["SCHEMA_VERSION", "Computed", "Disclosure", "Entry", "LastYear", "total"]
