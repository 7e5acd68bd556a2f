"""The steps, from the parts of the program to its window."""

from __future__ import annotations

from jyguide.smoke import Step
from jyguide.smoke.office import Office
from jyguide.smoke.parts import load_libraries, load_own_modules, read_files
from jyguide.smoke.window import begin_drawing, chinese_typeface, show_window

_OFFICE = Office()

STEPS = (
    Step("装入程序的每一个模块", lambda _: load_own_modules()),
    Step("装入用到的每一个组件", lambda _: load_libraries()),
    Step("读出随程序的每一个文件", lambda _: read_files()),
    Step("新建加密的数据文件夹", _OFFICE.found),
    Step("打开数据文件夹，导入样例花名册", _OFFICE.take_in_roster),
    Step("准备图形界面", lambda _: begin_drawing()),
    Step("找中文字体", lambda _: chinese_typeface()),
    Step("签发一张证书，做成PDF和Word", _OFFICE.certify),
    Step("打开随程序的模板", _OFFICE.open_templates),
    Step("关上数据文件夹", lambda _: _OFFICE.leave()),
    Step("打开窗口", lambda folder: show_window(_OFFICE.folder(folder), _OFFICE.login(folder))),
)
