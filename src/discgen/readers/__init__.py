"""Readers: a format to blocks. A reader knows no section and no budget term.

Each module offers one function `read(data) -> Document`.
"""
