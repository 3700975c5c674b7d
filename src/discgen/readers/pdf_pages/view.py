"""A page of a PDF turned so that its text is upright."""

from __future__ import annotations

Point = tuple[float, float]


class View:
    """Coordinates of a page as it is read: the origin at the upper left corner, y growing downwards.

    Args:
        box: Left, bottom, right and top of the page in its own coordinates.
        turn: Quarter turns, counterclockwise, by which its text is turned there.
    """

    def __init__(self, box: tuple[float, float, float, float], turn: int) -> None:
        self._left, self._bottom, self._right, self._top = box
        self._turn = turn
        width, height = self._right - self._left, self._top - self._bottom
        self.width, self.height = (height, width) if turn % 2 else (width, height)

    def place(self, x: float, y: float) -> Point:
        """A point of the page as it is seen."""
        if self._turn == 0:
            return x - self._left, self._top - y
        if self._turn == 1:
            return y - self._bottom, x - self._left
        if self._turn == 2:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x

    def shows(self, x: float, y: float) -> bool:
        """Whether a point as it is seen is on the page, not beside it."""
        return 0 <= x <= self.width and 0 <= y <= self.height
