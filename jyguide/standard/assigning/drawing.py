"""An assignment drawn by lot, or the rule that makes it impossible."""

from __future__ import annotations

import random
from dataclasses import replace

from jyguide.standard.assigning.cells import lay_out
from jyguide.standard.assigning.lot import shuffled_out
from jyguide.standard.assigning.refusing import nobody_or_nothing, refusal
from jyguide.standard.assigning.search import search
from jyguide.standard.assigning.terms import Assignment, Request
from jyguide.standard.kinds import LotPurpose


def assign(request: Request, seed: str) -> Assignment:
    """Draw who inspects which branch.

    The same request and seed give the same assignment, in whatever order people and branches
    come. One way that keeps all rules is found first (`search`) and then stirred at random among
    all the ways that keep them (`lot`), so that in the end it is the lot that decides.

    Raises:
        ImpossibleAssignmentError: no assignment keeps the rules; the sentence names the rule.
        NoAssignmentFoundError: none was found in the number of tries the sentence tells.
        ValueError: a key stands twice, or `per_branch` is neither 1 nor 2.
    """
    asked = _in_order(request)
    # no secret: to be drawn again
    chance = random.Random(f"{LotPurpose.ASSIGNMENT}/{seed}")  # noqa: S311
    if not (asked.inspectors and asked.branches):
        raise nobody_or_nothing(asked)
    found = [search(part, asked.rules, chance) for part in lay_out(asked, chance)]
    flows = [each.flow for each in found if each.flow is not None]
    if len(flows) < len(found):
        raise refusal(asked, found)
    pairs = sorted((branch.key, one.key) for one, branch in shuffled_out(asked, flows, chance))
    loads = dict.fromkeys((one.key for one in asked.inspectors), 0)
    for _branch, inspector in pairs:
        loads[inspector] += 1
    return Assignment(tuple((inspector, branch) for branch, inspector in pairs), loads)


def _in_order(request: Request) -> Request:
    """By key, so that the order in which they were read does not matter."""
    if request.rules.per_branch not in (1, 2):
        raise ValueError(f"per_branch {request.rules.per_branch}")
    for ones in (request.inspectors, request.branches):
        keys = [one.key for one in ones]
        if len(set(keys)) < len(keys):
            raise ValueError("a key stands twice")
    return replace(
        request,
        inspectors=sorted(request.inspectors, key=lambda one: one.key),
        branches=sorted(request.branches, key=lambda one: one.key),
    )
