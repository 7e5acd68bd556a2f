"""The page of village secretaries."""

from __future__ import annotations

from jyguide.changes import Changed
from ui.secretary.tabs import TABS
from ui.tabbed_page import TabbedPage


class SecretaryPage(TabbedPage):
    """Object names: `secretary_tabs`, and those of the tabs."""

    name = "secretary"
    title = "书记"
    icon_name = "secretary"
    hint = "村书记的档案、年度考核、整改约谈、待遇与导师"
    cares_about = Changed.SECRETARIES | Changed.APPRAISALS | Changed.PEOPLE | Changed.ATTACHMENTS
    TABS = TABS
