"""How designs are spoken of."""

from __future__ import annotations

from jyguide.certificate.blank import PAPERS
from jyguide.certificate.design import Design, DesignRow
from jyguide.certificate.kinds import TITLES, CertificateKind, DesignForm

FORM_NAMES = {
    DesignForm.BUILT_IN: "内置样式",
    DesignForm.WORD: "Word 模板",
    DesignForm.BLANK: "套打",
}
_SHORT = {
    CertificateKind.COMPLETION: "结业",
    CertificateKind.EXAM_PASS: "合格",
    CertificateKind.DUTY: "上岗",
}
EVERY_KIND = "全部种类"


def kind_text(row: DesignRow) -> str:
    """Which certificates it is for."""
    return TITLES[row.kind] if row.kind else EVERY_KIND


def form_text(row: DesignRow) -> str:
    """What it is made from."""
    name = FORM_NAMES[row.design.form]
    return f"{name}（市级）" if row.from_city else name


def chosen_text(row: DesignRow) -> str:
    """For which kinds it is taken where nobody chooses."""
    return "、".join(_SHORT[kind] for kind in row.defaults)


def paper_text(design: Design) -> str:
    """``A4 横``, or the measures of another paper."""
    size = (design.width, design.height)
    for name, paper in PAPERS.items():
        if paper == size:
            return name
    return f"{design.width / 10:g} × {design.height / 10:g} 毫米"


def facts_text(row: DesignRow) -> str:
    """What else is to be known of it, in a sentence."""
    design = row.design
    match design.form:
        case DesignForm.WORD:
            said = f"模板文件：{row.template_name}。发证后导出，在 Word 或 WPS 里打印"
        case DesignForm.BLANK:
            placed = sum(1 for one in design.fields.values() if one.width)
            said = f"空白证书：{paper_text(design)}，{placed} 个字段"
        case _:
            photo = "印照片（重印时用最新的照片）" if design.portrait else "不印照片"
            said = f"{photo}，{'印' if design.code else '不印'}核验二维码"
    return f"{said}。"


def sample_kind(row: DesignRow) -> CertificateKind:
    """Which certificate a sample of it shows."""
    return row.kind or CertificateKind.COMPLETION
