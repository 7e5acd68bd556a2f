"""All settings there are, and those that are made elsewhere: the one table."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.settings.setting import Choice, Number, Scope, Setting, Switch, Ticks, Words

LOOKS, WORK, HOME, SAFETY = "显示", "操作习惯", "首页", "安全与锁屏"
TRAINING, EXAM, REMINDING, PAPER = "培训", "考试", "提醒", "打印与公文"
GROUPS = (LOOKS, WORK, HOME, SAFETY, TRAINING, EXAM, REMINDING, PAPER)
"""As they stand under each other: what everybody looks for first."""

LOCK_MINUTES = (5, 10, 15, 30, 60)
NO_TIME = -1
"""Of a time of day: none."""

_MINUTES = tuple((minutes, f"{minutes} 分钟") for minutes in LOCK_MINUTES)


def _times(*times: str) -> tuple[tuple[int, str], ...]:
    """Times of day in minutes after midnight, after none at all."""
    hours = [one.split(":") for one in times]
    found = [(int(h) * 60 + int(m), f"{h}:{m}") for h, m in hours]
    return ((NO_TIME, "不填"), *found)


SETTINGS = (
    Setting(
        "large_type",
        Scope.PC,
        LOOKS,
        "大字",
        "所有文字放大到 13 磅，看得更清楚。",
        Switch(),
        default=False,
        words="字号 字体 放大 老花 视力",
    ),
    Setting(
        "notice_seconds",
        Scope.PC,
        LOOKS,
        "提示停留多久",
        "“已保存”这类提示在窗口下方停留的时间；带按钮的停得更久。",
        Choice(((4, "4 秒"), (8, "8 秒"), (15, "15 秒"))),
        4,
        "消息 通知 太快",
    ),
    Setting(
        "restore_window",
        Scope.PC,
        LOOKS,
        "记住窗口大小和位置",
        "下次打开时窗口还在原来的地方；换了屏幕放不下时按默认大小。",
        Switch(),
        default=True,
        words="最大化 屏幕",
    ),
    Setting(
        "reopen_page",
        Scope.PC,
        WORK,
        "打开时回到上次的页面",
        "不选时每次从“首页”开始。",
        Switch(),
        default=False,
        words="启动 首页 继续",
    ),
    Setting(
        "double_click",
        Scope.USER,
        WORK,
        "双击表格行打开",
        "不选时双击只选中这一行，按回车键打开；容易误点时可以关掉。",
        Switch(),
        default=True,
        words="鼠标 表格",
    ),
    Setting(
        "open_folder",
        Scope.USER,
        WORK,
        "导出后打开文件夹",
        "导出或保存文件以后，自动打开它所在的文件夹。",
        Switch(),
        default=False,
        words="导出 保存 Excel",
    ),
    Setting(
        "notify_done",
        Scope.USER,
        WORK,
        "完成后通知",
        "窗口在后面或最小化时，长时间的任务做完了在任务栏提醒。",
        Switch(),
        default=True,
        words="任务 提醒 后台",
    ),
    Setting(
        "keep_drafts",
        Scope.USER,
        WORK,
        "没保存的内容自动留底",
        "填表时断电或程序意外结束，下次可以填回；留底和数据在一起，口令从不留。",
        Switch(),
        default=True,
        words="草稿 恢复 断电 崩溃",
    ),
    Setting(
        "home_cards",
        Scope.USER,
        HOME,
        "首页显示的卡片",
        "待办始终显示；其余不常看的可以收起来。",
        Ticks(
            (
                ("figures", "数字"),
                ("flow", "培训发证步骤"),
                ("months", "各月培训人次"),
                ("days", "七天培训红绿灯"),
            )
        ),
        ("figures", "flow", "months", "days"),
        "图表 隐藏",
    ),
    Setting(
        "lock_minutes",
        Scope.PC,
        SAFETY,
        "离开多久自动锁屏",
        "开启数据保护后有效；考试、投影和签到屏幕开着时不锁。",
        Choice(_MINUTES),
        15,
        "锁定 密码 口令 屏保",
    ),
    Setting(
        "lock_most",
        Scope.STATION,
        SAFETY,
        "锁屏等待最长",
        "各台电脑可以锁得更早，不能比这更晚。",
        Choice(_MINUTES),
        60,
        "锁定 上限",
    ),
    Setting(
        "session_place",
        Scope.STATION,
        TRAINING,
        "新建培训的地点",
        "新建培训时先填好，每一期仍可以改。",
        Words(60, "例如：镇党群服务中心二楼会议室"),
        "",
        "会议室 默认",
    ),
    Setting(
        "session_start",
        Scope.STATION,
        TRAINING,
        "新建培训的开始时间",
        "新建培训时先填好，每一期仍可以改。",
        Choice(_times("8:00", "8:30", "9:00", "9:30", "13:00", "13:30", "14:00", "14:30")),
        NO_TIME,
        "几点 默认",
    ),
    Setting(
        "session_end",
        Scope.STATION,
        TRAINING,
        "新建培训的结束时间",
        "新建培训时先填好，每一期仍可以改；比开始时间早的不用。",
        Choice(_times("11:00", "11:30", "12:00", "16:00", "16:30", "17:00", "17:30")),
        NO_TIME,
        "几点 默认",
    ),
    Setting(
        "pass_percent",
        Scope.STATION,
        EXAM,
        "新组卷的及格线",
        "占总分的百分之几；已有的蓝图和试卷不变。",
        Number(30, 100, "%", 5),
        60,
        "合格 分数 及格分",
    ),
    Setting(
        "exam_minutes",
        Scope.STATION,
        EXAM,
        "新组卷的考试时长",
        "新建蓝图和手工组卷时先填好；已有的不变。",
        Number(5, 300, "分钟", 5),
        60,
        "多久 默认",
    ),
    Setting(
        "expiring_days",
        Scope.STATION,
        REMINDING,
        "任期到期提前多久提醒",
        "首页的待办里提前这么多天提到，好准备续聘。",
        Choice(((30, "30 天"), (60, "60 天"), (90, "90 天"))),
        60,
        "指导员 待办 续聘",
    ),
    Setting(
        "quiet_days",
        Scope.STATION,
        REMINDING,
        "多久没有交换数据时提醒",
        "超过这么多天没有与市级交换数据，首页的待办里提到。",
        Choice(((7, "7 天"), (14, "14 天"), (30, "30 天"))),
        7,
        "上报 U盘 待办",
    ),
)

BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something that is set where it belongs.

    Attributes:
        place: As `Page.wanted` has it: ``training:credit``.
        where: That place in the words on the screen: “培训”页的“学时”.
        hint: One line on what is set there.
    """

    group: str
    title: str
    hint: str
    where: str
    place: str
    words: str = ""

    def found_by(self, wanted: str) -> bool:
        """As `Setting.found_by`."""
        said = f"{self.group} {self.title} {self.hint} {self.where} {self.words}".lower()
        return all(word in said for word in wanted.lower().split())


ELSEWHERE = (
    Elsewhere(
        SAFETY,
        "口令、使用人和身份",
        "谁能打开数据、能做什么；自己的口令在窗口右下角姓名的菜单里改。",
        "“安全”页的“使用人”",
        "access:users_pane",
        "密码 角色 权限 用户",
    ),
    Elsewhere(
        SAFETY,
        "备份位置和备份时间",
        "备份放在哪里，什么时候复制到 U 盘。",
        "“安全”页的“备份”",
        "access:backups_pane",
        "U盘 恢复",
    ),
    Elsewhere(
        SAFETY,
        "数据加密和密钥",
        "开启保护、更换密钥、各身份能做什么。",
        "“安全”页的“保护”",
        "access:protection",
        "保护 加密",
    ),
    Elsewhere(
        TRAINING,
        "学时和天数规则",
        "多少学时算一天，一年要多少天，什么算迟到。",
        "“培训”页的“学时”",
        "training:credit",
        "红绿灯 七天 折算",
    ),
    Elsewhere(
        PAPER,
        "公文抬头和署名",
        "发文字号、主送和抄送，在各名单“发文”时填写并记住。",
        "“上岗”页",
        "approval",
        "红头 落款 文号 公文",
    ),
    Elsewhere(
        PAPER,
        "证书样式和打印偏移",
        "用哪种样式，打印机偏了多少毫米。",
        "“证书”页的“样式”",
        "certificate:certificate_designs",
        "校准 偏移 套打 纸张",
    ),
    Elsewhere(
        PAPER,
        "字体检查",
        "公文要用的字体这台电脑上有没有。",
        "“报表”页的“字体检查”",
        "report:report_fonts",
        "仿宋 小标宋",
    ),
    Elsewhere(
        REMINDING,
        "走访周期和联系规则",
        "多久联系一次、走访一次。",
        "“网格”页的“月联季访”",
        "grid:grid_visits",
        "月联 季访",
    ),
    Elsewhere(
        REMINDING,
        "公开事项的周期",
        "哪些事项多久公开一次、公开几天。",
        "“公开”页的“公开事项”",
        "openness:openness_items",
        "公示 天数",
    ),
    Elsewhere(
        REMINDING,
        "定期报送",
        "哪些报表由本单位报、什么时候提醒。",
        "“报表”页的“报表”",
        "report:report_centre",
        "季报 年报",
    ),
)
