"""``jyguide standard``: the group, and its subgroup ``template`` of checklists."""

from __future__ import annotations

import click

from jyguide.cli.standard_form import FORM_COMMANDS
from jyguide.cli.standard_insight import INSIGHT_COMMANDS
from jyguide.cli.standard_lot import COMPARE, LOT_COMMANDS
from jyguide.cli.standard_measure import MEASURE_COMMANDS
from jyguide.cli.standard_rate import RATING_COMMANDS
from jyguide.cli.standard_round import ROUND_COMMANDS
from jyguide.cli.standard_score import SCORE_COMMANDS
from jyguide.cli.standard_template import TEMPLATE_COMMANDS
from jyguide.cli.standard_volume import volume


@click.group(help="党支部标准化规范化建设：检查表、轮次、打分、整改、四张名单。")
def standard() -> None:
    """Branch standardisation."""


@standard.group(help="检查表：每类支部一份，发布以后不再改动，要改就制作新版本。")
def template() -> None:
    """Checklists in versions."""


@standard.group("round", help="轮次：一年一轮，四个阶段。")
def round_() -> None:
    """Rounds."""


@standard.group(help="整改台账：列入、落实、完成、核验、复评，通知书和回执。")
def measures() -> None:
    """Rectification measures."""


for command in (*ROUND_COMMANDS, *LOT_COMMANDS, *RATING_COMMANDS):
    round_.add_command(command)
standard.add_command(COMPARE)
for command in MEASURE_COMMANDS:
    measures.add_command(command)
for command in TEMPLATE_COMMANDS:
    template.add_command(command)
for command in (*FORM_COMMANDS, *SCORE_COMMANDS, *INSIGHT_COMMANDS, volume):
    standard.add_command(command)
