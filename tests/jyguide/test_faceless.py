import io
import json
import logging
import urllib.parse

import pytest
from sqlalchemy.exc import StatementError

from jyguide import __main__ as program
from jyguide.faceless import FacelessFormatter, faceless, faceless_traceback

WHO = "张三·丰 320281199001011234 139 123 456 78 ＋８６１３９１２３４５６７８"
SHOWN = ("张", "320281", "1990", "123", "４５", "456")


def fail(**_):
    """As a statement of the database fails, with what it was to write."""
    raise StatementError(WHO, f"INSERT INTO person VALUES ('{WHO}')", {"name": WHO}, None)


def names_nobody(text):
    return not any(part in text for part in SHOWN)


def test_words_of_a_fault_keep_what_is_nobodys():
    assert faceless("row 14 of 张三, table person") == "row 14 of *, table person"
    assert names_nobody(faceless(WHO))
    for way in (ascii, json.dumps, lambda text: repr(text.encode()), urllib.parse.quote):
        assert faceless(way("王芳")).strip("b'\"") == "*"
    assert faceless("ئۇيغۇر، 阿卜杜拉‧买买提") == "* *"


def test_a_folder_named_after_somebody_is_hidden_and_the_line_stays():
    code = compile("\n" * 1999 + "1 / 0", r"C:\Users\王芳\jyguide\app.py", "exec")
    with pytest.raises(ZeroDivisionError) as caught:
        exec(code)
    told = faceless_traceback(caught.value)
    assert r"C:\Users\*\jyguide\app.py" in told
    assert "line 2000" in told


@pytest.mark.parametrize(("name", "said"), [("openpyxl", "line * of *"), ("ui.x", "line 2000")])
def test_a_log_keeps_nobody_that_a_library_stumbled_over(name, said):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(FacelessFormatter("%(name)s %(message)s"))
    about = f" of {WHO}" if name == "openpyxl" else ""
    with pytest.raises(StatementError) as caught:
        fail()
    fault = (StatementError, caught.value, caught.tb)
    handler.handle(logging.LogRecord(name, logging.ERROR, "", 0, "line 2000%s", (about,), fault))
    told = stream.getvalue()
    assert told.startswith(f"{name} {said}")
    assert "StatementError: *" in told
    assert names_nobody(told)


def test_a_command_that_fails_unforeseen_names_nobody(monkeypatch, capsys):
    monkeypatch.setattr(program, "_start", lambda _arguments: fail())
    monkeypatch.setattr(logging, "lastResort", logging.StreamHandler(io.StringIO()))
    with pytest.raises(SystemExit) as ended:
        program.main()
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (1, "")
    sentence, _, report = said.err.partition("\n")
    assert "没有完成" in sentence
    assert "StatementError: *" in report
    assert names_nobody(report)
    logging.lastResort.handle(logging.LogRecord("openpyxl", logging.ERROR, "", 0, WHO, (), None))
    assert names_nobody(logging.lastResort.stream.getvalue())
