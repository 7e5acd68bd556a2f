"""Scoring sheets as offices have them, made by code: merged cells, title rows, totals."""

from __future__ import annotations

from openpyxl import Workbook


def village_sheet(path):
    """Five columns, 大项 and 小项 under one merged head, points behind the 大项, a total."""
    book = Workbook()
    page = book.active
    page.title = "评分标准"
    page.append(["农村党建工作评分标准（满分100分）"])
    page.append(["被检查单位：              检查时间："])
    page.append(["考核项目", None, "考核内容", "考核办法", "标准分", "得分"])
    rows = [
        ("村服务站建设（20分）", "场所设置", "有贴挂标识牌的办公室", "实地查看，没标牌不给分", 1),
        (None, "设备配置", "一套桌椅板凳，一部电话；每少一项扣1分", "实地查看", 2),
        (None, "党务公开栏", "按规定规范公开，存有底稿", "实地查看并查阅底稿", 2),
        (None, "党活动室", "书籍200册以上；必要设施", "实地查看，酌情打分", 5),
        (None, "配套建设", "①便民服务卡 ②登记表 ③办结销号栏", "查看记录、台账", 10),
        ("班子好（30分）", "班子健全", "班子健全、结构合理", "不健全扣2分", 10),
        (None, None, "团结协作，目标明确", "不团结扣1分，目标不明确扣2分", 10),
        (None, "述职", "书记每年述职，一票否决", "查会议录", 10),
        ("党员教育（50分）", "党课", "三会一课按时开展", "少一次扣0.5分，最多扣5分", 25),
        (None, "党费", "按月足额交纳，按比例得分，达到95%得满分", "查党费登记本", 24),
        ("合计", None, None, None, 100),
    ]
    for row in rows:
        page.append(row)
    page.append(["注：本表一式两份"])
    for area in ("A1:F1", "A2:F2", "A3:B3", "A4:A8", "A9:A11", "A12:A13"):
        page.merge_cells(area)
    book.save(path)


def nasty_sheets(path):
    """Three sheets: heads of two rows over several pages, points in words, points of two kinds."""
    book = Workbook()
    _over_pages(book.active)
    _points_in_words(book.create_sheet("农村"))
    _two_kinds_of_points(book.create_sheet("机关"))
    book.save(path)


def _over_pages(page):
    page.title = "村（社区）"
    upper = ["序号", "一级指标", "二级指标", "考核内容及评分标准", "分值", "评分情况", None]
    rows = [
        ["附件3"],
        ["周庄镇村（社区）党建考核评分表"],
        upper,
        [None, None, None, None, None, "自评分", "考核分"],
        [1, "组织建设\n（20分）", "班子", "成员齐全，缺1人扣1分，扣完为止", "5分"],
        [2, None, None, "按期换届，未按期换届的一票否决", "10 分"],
        [3, None, "体系", "党小组划分合理，不合理的扣1-3分", "５分"],
        [None, None, "小计", None, "20分"],
        upper,
        [None, None, None, None, None, "自评分", "考核分"],
        [4, "组织生活（80分）", "党课", "党课有内容", "80分"],
        [None, None, "小计", None, "80分"],
        ["总计", None, None, None, "100分"],
        ["考核组签字：", None, None, "被考核村书记签字："],
    ]
    for row in rows:
        page.append(row)
    heads = (f"{letter}{top}:{letter}{top + 1}" for letter in "ABCDE" for top in (3, 9))
    for area in ("A1:G1", "A2:G2", "F3:G3", "F9:G9", "B5:B8", "C5:C6", "B11:B12", *heads):
        page.merge_cells(area)


def _points_in_words(page):
    page.append(["项目", "验收标准", "评分标准"])
    page.append(["一、组织设置（40分）", "1.设置规范（20分）", "符合得20分，不符合不得分"])
    page.append([None, "2.按期换届（20分）", "优20分、良15分、差10分"])


def _two_kinds_of_points(page):
    page.append(["机关党支部考核表"])
    page.append(["考核项目", "分值", "考核内容", "标准分", "扣分标准"])
    page.append(["党员教育管理", 40, "学习不少于32学时", 20, "每少1名扣1分"])
    page.append([None, None, "党费按月交纳", 20, "每少1人扣0.5分，最多扣5分"])
    page.append(["加分项", None, "受到市级以上表彰", 2, "每次加1分"])
    page.append(["合  计", 40, None, 42])
    for area in ("A3:A4", "B3:B4"):
        page.merge_cells(area)


def graded_sheet(path):
    """Six columns, points merged over the rows of one criterion, group titles as rows."""
    book = Workbook()
    page = book.active
    page.title = "说明"
    page.append(["本表供社区使用"])
    page = book.create_sheet("2026年社区")
    page.append(["2026年社区党建目标考核评分细则"])
    page.append(["序号", "考核要点及分值分解", "分值", "扣分标准", "依据", "一票否决"])
    page.append(["一、组织生活（40分）"])
    page.append([1, "党员大会一般每季度召开一次", 20, "少一次扣5分", "支部条例 第十一条", None])
    page.append([2, "组织生活会查摆问题并整改", 20, "未查摆扣3分", None, None])
    page.append([None, None, None, "未整改扣5分", "支部条例 第十七条", None])
    page.append(["二、基础保障（60分）"])
    page.append([3, "党支部按期换届", 30, None, None, "√"])
    page.append([4, "活动阵地", "30分", "好得30分、较好得20分、一般得10分", None, None])
    page.append(["总分", None, 100])
    for area in ("A3:F3", "A7:F7", "A5:A6", "B5:B6", "C5:C6"):
        page.merge_cells(area)
    book.save(path)
