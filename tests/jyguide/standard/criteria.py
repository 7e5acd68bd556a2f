"""Checklists made up for tests."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from jyguide.standard.checklist import Basis, Criterion, Grade, Method
from jyguide.standard.drafting import ASPECT_LETTERS
from jyguide.standard.kinds import Aspect

_POINTS = (160, 160, 200, 200, 140, 140)


@cache
def whole():
    """Six criteria, one an aspect, that lack nothing; the last is a veto."""
    return tuple(
        Criterion(
            code=f"{ASPECT_LETTERS[aspect]}01",
            aspect=aspect,
            text=f"第 {at} 条",
            points=points,
            evidence=("会议记录",),
            basis=(Basis("支部条例 第十一条"),),
            veto=aspect is Aspect.SUPPORT,
        )
        for at, (aspect, points) in enumerate(zip(Aspect, _POINTS, strict=True), start=1)
    )


_WORDS = st.text(
    st.sampled_from("党员大会a1 ｜\\=_x0041_、；\n𠮷阿卜杜拉·0"), min_size=0, max_size=8
)
_FEW = st.lists(_WORDS, max_size=3).map(tuple)
_TENTHS = st.integers(0, 60)
_GRADES = st.lists(st.builds(Grade, _WORDS, _TENTHS), max_size=3).map(tuple)
_BASES = st.lists(st.builds(Basis, _WORDS, _WORDS, st.integers(0, 99), _WORDS), max_size=2)


def criteria_lists():
    """Anything a person may have written, whole or not."""
    one = st.builds(
        Criterion,
        code=st.sampled_from([f"{letter}0{n}" for letter in "ABCDEF" for n in range(1, 4)]),
        aspect=st.sampled_from(Aspect),
        text=_WORDS,
        points=_TENTHS,
        method=st.sampled_from(Method),
        guide=_WORDS,
        grades=_GRADES,
        each=_TENTHS,
        cap=_TENTHS,
        unit=_WORDS,
        target=st.integers(1, 100),
        evidence=_FEW,
        veto=st.booleans(),
        basis=_BASES.map(tuple),
        findings=_FEW,
    )
    return st.lists(one, max_size=4).map(tuple)
