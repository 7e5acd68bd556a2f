"""Whether a window can be shown here; known without touching Qt, which may not even load."""

from __future__ import annotations

import os
import sys

NO_SCREEN = "这台机器没有图形显示，打不开窗口；可运行 jyguide demo 文件夹 看完整样例。"
NO_QT = (
    "缺少图形组件，打不开窗口。从源代码运行的，请先运行 make setup；"
    "装好的程序，请用安装包再装一遍，数据不受影响。"
)


def has_screen() -> bool:
    """Whether there is a display, or Qt was told to do without one."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
