"""Interpret: a document becomes the data of a file that builds the same document again.

The inverse of `discgen.compose`. The form's template is read backwards (`grammar`, `patterns`, `units`),
the document's lines and tables are assigned to the places of the form (`alignment`, `layout`), their values
are read (`reading`, `tables`) and become data (`evidence`, `completion`); then the data is composed again,
and what the document says otherwise is kept as its own words (`rebuilding`, `citing`).
"""

from discgen.interpret.interpreter import Interpretation, interpret

__all__ = ["Interpretation", "interpret"]
