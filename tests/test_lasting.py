"""The collector of garbage rests while something lasting is made, and goes on afterwards, whatever happened."""

from __future__ import annotations

import gc

import pytest

from koreamap.lasting import lasting


def test_nothing_is_collected_meanwhile_and_then_again() -> None:
    assert gc.isenabled()
    with lasting():
        assert not gc.isenabled()
        with lasting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), lasting():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_who_had_stopped_it_finds_it_stopped() -> None:
    gc.disable()
    try:
        with lasting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_decorates() -> None:
    @lasting()
    def collects() -> bool:
        return gc.isenabled()

    assert [collects(), collects()] == [False, False]
    assert gc.isenabled()
