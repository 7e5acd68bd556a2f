"""The lower edge of taking files of other offices in."""

from __future__ import annotations

from ui.import_foot import ImportFoot
from ui.widgets import Kind, make_button


class FilesFoot(ImportFoot):
    """Object names: `back`, `print_report`, `next_step`, and those of every foot."""

    def __init__(self) -> None:
        super().__init__("再导入文件", write_icon="import")
        self.back = make_button("上一步", icon_name="back", name="back")
        self.report = make_button("打印或保存本报告…", icon_name="print", name="print_report")
        self.go_on = make_button("下一步：预演", Kind.PRIMARY, name="next_step")
        left = (self.other, self.report, self.undo)
        self._build(left, (self.back,), (self.go_on, self.write))

    def _said(self, _counted: str, text: str) -> str:
        """What is done to which file; the numbers are those of its entries."""
        return f"{self._title}：{text}" if text else f"{self._title}…"
