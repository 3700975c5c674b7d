"""What is drawn on a page, by PDFium: the thin straight strokes, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from discgen.readers.pdf_pages.page import Rule
from discgen.readers.pdf_pages.view import Point, View

_THICKEST = 4.0  # points; what is thicker is a bar or a ground, not a rule
_SHORTEST = 2.0
_STRAIGHT = 1.0
_DEEPEST = 8  # forms within forms

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Drawing:
    """The strokes of a page, and the area of its pictures in square points."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.pictures = 0.0
        self._strokes: list[tuple[Point, Point]] = []
        count = raw.FPDFPage_CountObjects(page)
        self._add((raw.FPDFPage_GetObject(page, index) for index in range(count)), _IDENTITY, 0)

    def rules(self, view: View) -> tuple[list[Rule], list[Rule]]:
        """The horizontal and the vertical strokes."""
        across, down = [], []
        for ends in self._strokes:
            (x0, y0), (x1, y1) = sorted(view.place(*end) for end in ends)
            if not all(map(math.isfinite, (x0, y0, x1, y1))):
                continue
            if x1 - x0 >= _SHORTEST and abs(y1 - y0) < _STRAIGHT:
                across.append(_rule((y0 + y1) / 2, x0, x1))
            elif x1 - x0 < _STRAIGHT and abs(y1 - y0) >= _SHORTEST:
                down.append(_rule((x0 + x1) / 2, *sorted((y0, y1))))
        return across, down

    def _add(self, objects: Iterable[raw.FPDF_PAGEOBJECT], outer: Matrix, depth: int) -> None:
        """Take in page objects; `outer` leads from their coordinates to those of the page."""
        for shown in objects:
            kind = raw.FPDFPageObj_GetType(shown)
            if kind not in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM}:
                continue
            matrix = _times(_matrix_of(shown), outer)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._add_path(shown, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures += abs(_scale(matrix))
            elif depth < _DEEPEST:
                count = raw.FPDFFormObj_CountObjects(shown)
                kids = (raw.FPDFFormObj_GetObject(shown, index) for index in range(count))
                self._add(kids, matrix, depth + 1)

    def _add_path(self, path: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        raw.FPDFPageObj_GetStrokeWidth(path, width)
        if stroke.value and width.value * math.sqrt(abs(_scale(matrix))) <= _THICKEST:
            for outline in _outlines(path, matrix):
                self._strokes += pairwise(outline)
        elif fill.value and not stroke.value:
            self._strokes += (bar for outline in _outlines(path, matrix) if (bar := _bar(outline)))


def _rule(at: float, start: float, end: float) -> Rule:
    return Rule(round(at, 2), round(start, 2), round(end, 2))


def _matrix_of(shown: raw.FPDF_PAGEOBJECT) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(shown, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does what `inner` does and then what `outer` does."""
    (a, b, c, d, e, f), (p, q, r, s, _, _) = inner, outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, *_moved((e, f), outer))


def _moved(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _scale(matrix: Matrix) -> float:
    """By how much areas grow."""
    return matrix[0] * matrix[3] - matrix[1] * matrix[2]


def _outlines(path: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Point]]:
    """The parts of a path as the corners they go through; curves are taken for their chords."""
    outline: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            yield outline
            outline = []
        outline.append(_moved((x.value, y.value), matrix))
        if raw.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    yield outline


def _bar(outline: list[Point]) -> tuple[Point, Point] | None:
    """The middle line of a filled shape that is thin enough to be a rule."""
    if not outline:
        return None
    xs, ys = zip(*outline, strict=True)
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    if high - low <= min(_THICKEST, right - left):
        return (left, (low + high) / 2), (right, (low + high) / 2)
    if right - left <= _THICKEST:
        return ((left + right) / 2, low), ((left + right) / 2, high)
    return None
