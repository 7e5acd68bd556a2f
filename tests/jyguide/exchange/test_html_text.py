"""HTML as editors leave it, made plain."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.exchange.html_text import html_to_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("<p>甲<br>乙<br />丙</p>", "甲\n乙\n丙"),
        ("<div><div>甲</div>\n<div>乙</div></div>", "甲\n乙"),
        ("甲\n乙   丙", "甲 乙 丙"),
        ("<ol><li>甲</li><li>乙<ul><li>丙</ul></li><li>丁</ol>", "1. 甲\n2. 乙\n• 丙\n3. 丁"),
        ("<table><tr><th>甲<th>乙</tr><tr><td>1</td><td>2</td></tr></table>", "甲　乙\n1　2"),
        ("<!-- 注 -->甲<?php x ?><!DOCTYPE html>乙", "甲乙"),
        ("甲<script>if (a<b) { x('</p>') }</script>乙<style>p{}</style>丙", "甲乙丙"),
        ("&lt;b&gt;&nbsp;&amp;&#20826;&#x515A;", "<b> &党党"),
        ("若 a<b，且 c>d", "若 a<b，且 c>d"),
        ("a <无> b", "a <无> b"),
        ("5 < 6 & 7", "5 < 6 & 7"),
        ("x<sup>2</sup>H<sub>2</sub>O<sup>上标</sup>", "x²H₂O上标"),
        ("是<u>&nbsp;&nbsp;</u>的", "是____的"),
        ("<u>甲</u>", "甲"),
        ('<a title="1>0" href="x">甲</a>', "甲"),
        ("<P CLASS=a>甲</P>", "甲"),
        ("<b", "<b"),
        ("", ""),
        ("<o:p>甲</o:p>", "甲"),
    ],
)
def test_plain_text(source, text):
    assert html_to_text(source).text == text


def test_lines_of_the_source_count_where_they_are_meant():
    assert html_to_text("甲\n乙 <b>丙</b>", keep_lines=True).text == "甲\n乙 丙"


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        ('<img src="a">甲<img src="b">', ("图片",)),
        ("<video></video><audio/>", ("音频或视频",)),
        ("<script>1</script><img>", ("网页脚本", "图片")),
        ("<style>1</style>", ()),
        ("<a href='@@PLUGINFILE@@/a.pdf'>讲义</a>", ("附件",)),
        ("<math><mi>x</mi></math>", ("数学公式",)),
    ],
)
def test_what_is_lost(source, lost):
    assert html_to_text(source).lost == lost


@pytest.mark.parametrize(
    "piece", ["<", "<a", "<p ", '<p "', "<!--", "<![", "<script>", "<u>", "<svg>", "&", "<div>"]
)
def test_time_grows_with_the_length_alone(piece):
    begun = time.process_time()
    html_to_text(piece * 100_000)
    assert time.process_time() - begun < 5


@given(
    st.text() | st.lists(st.sampled_from(["<p>", "</p", "<", ">", '"', "&#", "甲"])).map("".join)
)
def test_any_text_is_survived(source):
    html_to_text(source)
    html_to_text(source, keep_lines=True)
