"""Compose: a disclosure becomes a document, in the words and tables of its form.

The form's Jinja template writes the words (`disclosure.xml`); its tables are data (`form.yaml`). A file's
own wording is one more layer of the same inheritance: a template that extends the form's and fills the
blocks it names. Everything runs in Jinja's sandbox, undefined names are errors, all text is escaped.
"""

from discgen.compose.composer import Composition, compose

__all__ = ["Composition", "compose"]
