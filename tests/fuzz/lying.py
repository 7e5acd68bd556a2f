"""What a PC that is let in may sign if it lies: the acts of its segments, changed anywhere."""

import json

from db.merging import lines

DEEP = json.loads("[" * 300 + "]" * 300)
FAR_AHEAD = [1 << 40, 253_402_300_799_000, "zzzzzzzzzzzz"]
"""A stamp of New Year's Eve 9999."""
VALUES = (
    *(
        None,
        True,
        "",
        0,
        -1,
        1.5,
        float("nan"),
        float("inf"),
        1 << 63,
        -(1 << 63),
        1 << 80,
        10**400,
    ),
    *(
        "\0",
        "\ud800",
        "陈\udfff明",
        "𠮷" * 3000,
        "=1+1",
        "../../x",
        "a" * 32,
        "0" * 32,
        "S07",
        "'",
    ),
    *("9999-12-31", "2027-02-29", "2026-02-30", "2026-11-26T00:00:00+08:00", "24:00", "19700101"),
    *([], {}, DEEP, [[]], {"*": FAR_AHEAD}, FAR_AHEAD, {"": None}, {"id": 1}, {"*": []}),
    *(
        "person",
        "organisation",
        "disclosure",
        "user",
        "journal_entry",
        "no_such_table",
        "sqlite_master",
    ),
)


def changed(body, random):
    """A body with one to four lies in it, as it is packed; not always JSON any more."""
    acts = [json.loads(line) for line in lines.unpack(body)]
    for _ in range(random.randint(1, 4)):
        random.choice((_replace, _replace, _drop, _double, _move, _swap_stamps))(acts, random)
    texts = [json.dumps(act, ensure_ascii=random.random() < SHORT) for act in acts]
    if random.random() < RARE:
        at = random.randrange(len(texts))
        texts[at] = texts[at].replace("{", '{"*":[1,1,""],', 1)  # a key twice
    return lines.pack([text.encode("utf-8", "surrogatepass") for text in texts])


SHORT, RARE = 0.5, 0.1


def _places(node, random):
    """A container inside the acts, and a key of it; lies lie deep more often than not."""
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            return node, None
        key = random.choice(keys)
        inner = node[key]
        if not isinstance(inner, dict | list) or not inner or random.random() < RARE:
            return node, key
        node = inner


def _replace(acts, random):
    node, key = _places(acts, random)
    if key is not None:
        node[key] = random.choice(VALUES)


def _drop(acts, random):
    node, key = _places(acts, random)
    if key is not None and len(acts) > 1:
        del node[key]


def _double(acts, random):
    """The same once more: a change twice, a column under another name."""
    node, key = _places(acts, random)
    if key is None:
        return
    if isinstance(node, dict):
        node[random.choice((f"{key}_2", "id", "deleted", "station_id", "sync_v"))] = node[key]
    else:
        node.insert(key, json.loads(json.dumps(node[key])))


def _move(acts, random):
    """What one place says, said in another."""
    (one, key), (other, place) = _places(acts, random), _places(acts, random)
    if key is not None and place is not None:
        other[place] = json.loads(json.dumps(one[key]))


def _swap_stamps(acts, random):
    """A change that says it saw, or left, what it did not."""
    ops = [op for act in acts if _is_act(act) for op in act[6] if isinstance(op, list)]
    if ops and len(op := random.choice(ops)) > STAMPS:
        op[3], op[4] = random.choice(((op[4], op[4]), (op[4], op[3]), (None, {"*": FAR_AHEAD})))


STAMPS = 4


def _is_act(act):
    return isinstance(act, list) and len(act) > 6 and isinstance(act[6], list)
