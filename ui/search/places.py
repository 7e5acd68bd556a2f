"""What the window can show and begin, by what people call it; known before any page is made."""

from __future__ import annotations

from dataclasses import dataclass

from ui.pages import PAGES


@dataclass(frozen=True, slots=True)
class Place:
    """A tab of a page, or a button at its head.

    Attributes:
        title: As it stands there.
        words: What else it is looked for by, parted by blanks.
        button: The object name of the button to press; "" where there is only to go to.
    """

    page: str
    tab: str
    title: str
    words: str = ""
    button: str = ""

    @property
    def where(self) -> str:
        """As `Page.wanted` says it."""
        return f"{self.page}:{self.tab}" if self.tab else self.page


PAGE_TITLES = {name: title for name, title, _, _ in PAGES}

TABS = (
    Place("approval", "上岗情况", "上岗情况", "资格 任期 续聘"),
    Place("approval", "上报与批复", "上报与批复", "名单 批文"),
    Place("approval", "编制", "编制", "专职 兼职 名额"),
    Place("training", "培训班", "培训班", "报名 签到"),
    Place("training", "year_plan", "年度计划", "培训计划"),
    Place("training", "month_calendar", "月历", "日历"),
    Place("training", "lecturer_library", "师资", "讲师 老师"),
    Place("training", "credit", "学时", "七天 达标 人次"),
    Place("quiz", "竞答", "竞答", "抢答 大屏"),
    Place("quiz", "口答", "口答", "抽人 抽题"),
    Place("exam", "papers", "蓝图与试卷", "组卷 出卷"),
    Place("exam", "exams", "考试安排", "考场 监考"),
    Place("exam", "results", "考试成绩", "评卷 分析 录入答题卡"),
    Place("exam", "seals", "统考", "密封 统一考试"),
    Place("certificate", "发证", "发证", "证书 打印"),
    Place("certificate", "发证登记", "发证登记", "作废 换发 补打"),
    Place("certificate", "certificate_designs", "证书样式", "套打 模板"),
    Place("certificate", "certificate_verify", "证书核验", "扫码 二维码 真伪"),
    Place("standard", "round_overview", "标准化总览", "支部 评分"),
    Place("standard", "round_forms", "摸底自查", "自查表"),
    Place("standard", "round_rectification", "整改台账", "对标整改 问题"),
    Place("standard", "round_lots", "互查与抽查", "抽签 抽样"),
    Place("standard", "round_rating", "四张名单", "示范 优秀 合格 不合格"),
    Place("standard", "round_insights", "标准化图表", "雷达图 热力图"),
    Place("standard", "checklists", "检查表", "清单 评分标准"),
    Place("secretary", "secretary_dossier", "书记档案", "事前备案 全程纪实 画像"),
    Place("secretary", "secretary_appraisal", "书记年度考核", "测评 选票"),
    Place("secretary", "secretary_ledger", "整改·谈话·调整", "约谈"),
    Place("secretary", "secretary_benefits", "社保与选聘", "参保 选聘"),
    Place("secretary", "secretary_mentors", "导师", "结对 帮带"),
    Place("grid", "grid_tree", "网格与联系", "先锋党员 中心户 联系户"),
    Place("grid", "grid_visits", "月联季访", "走访 联系卡"),
    Place("grid", "grid_matters", "民情事项", "诉求 答复"),
    Place("brand", "brand_board", "品牌六个阶段", "品牌建设"),
    Place("brand", "brand_vote", "品牌年度评选", "投票 评委"),
    Place("brand", "brand_stars", "5A 雁阵", "授星"),
    Place("openness", "openness_calendar", "公开日历", "三务公开 公示"),
    Place("openness", "openness_items", "公开事项", "党务 村务 财务"),
    Place("openness", "openness_assets", "集体三资", "资金 资产 资源"),
    Place("openness", "openness_cooperatives", "合作社", ""),
    Place("openness", "openness_deals", "产权交易", "合同"),
    Place("report", "report_centre", "月报季报年报", "报表中心 统计"),
    Place("report", "report_matrix", "培训矩阵", ""),
    Place("report", "report_city", "全市总览", "各站"),
    Place("report", "report_check", "纸面核对", "指纹 二维码"),
    Place("report", "report_fonts", "字体检查", "仿宋 小标宋"),
    Place("sync", "需要您看一下", "数据冲突", "需要您看一下"),
    Place("sync", "暂存和未采纳", "暂存和未采纳", ""),
    Place("sync", "两边数据", "两边数据对账", ""),
    Place("sync", "本机与凭证", "本机与凭证", "密钥 设备 准入"),
    Place("access", "users_pane", "使用人", "用户 权限 口令"),
    Place("access", "backups_pane", "备份", "恢复 U盘"),
    Place("access", "disclosures_pane", "完整号码记录", "谁看过"),
    Place("access", "protection", "数据保护", "加密 口令"),
)
"""Tabs by their names, or by their titles where they have none; a test sees that all are there."""

DEEDS = (
    Place("people", "", "新增人员…", "添加 登记", "new_person"),
    Place("people", "", "导入花名册…", "Excel 批量", "import_roster"),
    Place("people", "", "查重…", "重复", "find_doubles"),
    Place("organisation", "", "导入组织…", "Excel", "import_organisations"),
    Place("organisation", "", "按名称匹配…", "人员放入组织", "match_people"),
    Place("approval", "", "制作上报名单…", "请示", "make_list"),
    Place("bank", "", "新建试题…", "出题", "new_item"),
    Place("bank", "", "导入试题…", "Word Excel", "import_items"),
    Place("bank", "", "粘贴导入试题…", "", "paste_items"),
    Place("bank", "", "导出题库…", "手册 小册子", "export_items"),
    Place("training", "", "新建培训", "安排 办班", "new_session"),
    Place("standard", "", "新建轮次…", "标准化", "new_round"),
)
"""Buttons at the heads of pages; a test sees that all are there."""
