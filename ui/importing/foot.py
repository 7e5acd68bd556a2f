"""The lower edge of the import wizard."""

from __future__ import annotations

from ui.import_foot import ImportFoot
from ui.widgets import Kind, make_button


class WizardFoot(ImportFoot):
    """Object names: `back`, `save_errors`, `next_step`, `go_onward`, and those of every foot."""

    def __init__(self) -> None:
        super().__init__("再导入一个文件")
        self.back = make_button("上一步", icon_name="back", name="back")
        self.save_errors = make_button("保存错误清单…", icon_name="save", name="save_errors")
        self.go_on = make_button("下一步：预览", Kind.PRIMARY, name="next_step")
        self.onward = make_button("", Kind.PRIMARY, name="go_onward")
        left = (self.other, self.save_errors, self.undo)
        self._build(left, (self.back,), (self.go_on, self.write, self.onward))
