"""Words for the direction of a change go in pairs, whichever of the two is known."""

import pytest

from discgen.directions import OPPOSITES, either, is_rise
from discgen.interpret.patterns import DOWN, UP


@pytest.mark.parametrize("word", sorted(OPPOSITES))
def test_every_word_has_one_for_the_other_direction(word):
    assert is_rise(OPPOSITES[word]) != is_rise(word)
    up, down = either(word).split("或")
    assert (is_rise(up), is_rise(down), word in {up, down}) == (True, False, True)


def test_the_words_that_are_read_are_among_them():
    assert all(is_rise(word) for word in UP)
    assert not any(is_rise(word) for word in DOWN)
    assert OPPOSITES.keys() >= {*UP, *DOWN}
