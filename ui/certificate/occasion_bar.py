"""What is issued: for which training, exam or posts, of which kind, in which design, which day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jyguide.certificate.design import DesignRow
from jyguide.certificate.kinds import TITLES, CertificateKind
from jyguide.certificate.occasion import Occasion
from jyguide.documents.dates import date_text, span_text
from jyguide.exam.row import ExamRow
from jyguide.training.session import SessionRow
from ui.certificate.order import Choices, Source, occasion_of
from ui.theme import SPACE
from ui.widgets import DateField, make_label

_OF_SESSIONS = (CertificateKind.COMPLETION, CertificateKind.EXAM_PASS)


class OccasionBar(QWidget):
    """Object names: `source`, `session`, `exam`, `kind`, `design`, `issued_on`."""

    changed = Signal()
    """Another list of people is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._choices = Choices()
        self._picked: DesignRow | None = None  # by hand; else the default is followed
        self._build()
        self.source.currentIndexChanged.connect(self._turn)
        self.session.currentIndexChanged.connect(self._tell)
        self.exam.currentIndexChanged.connect(self._tell)
        self.kind.currentIndexChanged.connect(self._tell)
        self.design.activated.connect(self._pick)
        self._show_fields()

    def offer(self, choices: Choices) -> bool:
        """Offer these; what is chosen stays where it is still there.

        Returns whether another list of people is wanted.
        """
        before = self.occasion
        session, exam = self.chosen_session, self.chosen_exam
        self._choices = choices
        with QSignalBlocker(self.session), QSignalBlocker(self.exam):
            _fill(self.session, [_session_text(row) for row in choices.sessions])
            _fill(self.exam, [_exam_text(row) for row in choices.exams])
            self.session.setCurrentIndex(_session_at(session, choices.sessions))
            ids = [row.id for row in choices.exams]
            kept = ids.index(exam.id) if exam is not None and exam.id in ids else 0
            self.exam.setCurrentIndex(kept if ids else -1)
        self._offer_designs()
        return before is None or before != self.occasion

    @property
    def chosen_source(self) -> Source:
        return Source(self.source.currentData())

    @property
    def chosen_session(self) -> SessionRow | None:
        at, rows = self.session.currentIndex(), self._choices.sessions
        return rows[at] if 0 <= at < len(rows) else None

    @property
    def chosen_exam(self) -> ExamRow | None:
        at, rows = self.exam.currentIndex(), self._choices.exams
        return rows[at] if 0 <= at < len(rows) else None

    @property
    def chosen_kind(self) -> CertificateKind:
        match self.chosen_source:
            case Source.DUTY:
                return CertificateKind.DUTY
            case Source.EXAM:
                return CertificateKind.EXAM_PASS
        return CertificateKind(self.kind.currentData())

    @property
    def chosen_design(self) -> DesignRow | None:
        rows = self._designs()
        at = self.design.currentIndex()
        return rows[at] if 0 <= at < len(rows) else None

    @property
    def occasion(self) -> tuple[Occasion, str] | None:
        """What is certified, and the title of the session or exam."""
        return occasion_of(
            self.chosen_source, self.chosen_kind, self.chosen_session, self.chosen_exam
        )

    def _build(self) -> None:
        self.source, self.session, self.exam = _combo("source"), _combo("session"), _combo("exam")
        self.kind, self.design = _combo("kind"), _combo("design")
        for source in Source:
            self.source.addItem(source.value, source)
        for kind in _OF_SESSIONS:
            self.kind.addItem(TITLES[kind], kind)
        self.source.ensurePolished()
        self.kind.setMinimumWidth(self.source.sizeHint().width())  # one stands below the other
        for combo, nothing in ((self.session, "还没有培训"), (self.exam, "没有单独的考试")):
            combo.setPlaceholderText(nothing)
            combo.setMinimumContentsLength(28)
        self.design.setMinimumContentsLength(16)
        for combo in (self.session, self.exam, self.design):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.issued_on = DateField("issued_on")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        first, self._source_fields = _line(
            ("发给", self.source, 0), ("培训", self.session, 1), ("考试", self.exam, 1)
        )
        second, self._kind_fields = _line(
            ("证书", self.kind, 0), ("样式", self.design, 1), ("发证日期", self.issued_on, 0)
        )
        layout.addLayout(first)
        layout.addLayout(second)

    @Slot()
    def _turn(self) -> None:
        self._show_fields()
        self._tell()

    def _show_fields(self) -> None:
        source = self.chosen_source
        wanted = {"培训": Source.SESSION, "考试": Source.EXAM, "证书": Source.SESSION}
        for name, pair in (self._source_fields | self._kind_fields).items():
            if name in wanted:
                pair.setVisible(wanted[name] is source)

    @Slot()
    def _tell(self) -> None:
        self._picked = None
        self._offer_designs()
        self.changed.emit()

    @Slot()
    def _pick(self) -> None:
        self._picked = self.chosen_design

    def _designs(self) -> Sequence[DesignRow]:
        return self._choices.designs.get(self.chosen_kind, ())

    def _offer_designs(self) -> None:
        """The one chosen before, else the one that is taken where nobody chooses."""
        rows = self._designs()
        _fill(self.design, [row.name for row in rows])
        places = [at for at, row in enumerate(rows) if self.chosen_kind in row.defaults]
        if self._picked is not None:
            # By name where another file has made another design of it.
            places += [at for at, row in enumerate(rows) if row.name == self._picked.name]
            places += [at for at, row in enumerate(rows) if _is_same(row, self._picked)]
        self.design.setCurrentIndex(places[-1] if places else 0 if rows else -1)


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    return made


def _fill(combo: QComboBox, texts: Sequence[str]) -> None:
    combo.clear()
    combo.addItems(texts)
    for at, text in enumerate(texts):
        combo.setItemData(at, text, Qt.ItemDataRole.ToolTipRole)


def _line(
    *fields: tuple[str, QWidget, int],
) -> tuple[QHBoxLayout, dict[str, QWidget]]:
    """Fields with their labels; what is hidden leaves no gap, so that both edges are straight."""
    line = QHBoxLayout()
    made: dict[str, QWidget] = {}
    line.setSpacing(SPACE.m)
    for label, field, share in fields:
        words = make_label(label, "key")
        words.setBuddy(field)
        pair = QWidget()
        inner = QHBoxLayout(pair)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE.s)
        inner.addWidget(words)
        inner.addWidget(field, 1)
        if not share:
            pair.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        line.addWidget(pair, share)
        made[label] = pair
    line.addStretch(0)  # takes the room of what is hidden
    return line, made


def _is_same(one: DesignRow, other: DesignRow) -> bool:
    """Names may be alike: two PCs have given them."""
    return one.id == other.id and (one.id is not None or one.design == other.design)


def _session_text(row: SessionRow) -> str:
    plan = row.plan
    return f"{plan.title}（{span_text(plan.starts_on, plan.ends_on)}）"


def _exam_text(row: ExamRow) -> str:
    return f"{row.title}（{date_text(row.held_on)}）" if row.held_on else row.title


def _session_at(wanted: SessionRow | None, rows: list[SessionRow]) -> int:
    for at, row in enumerate(rows):
        if wanted is not None and row.id == wanted.id:
            return at
    attended = [at for at, row in enumerate(rows) if row.attended]
    return attended[0] if attended else 0 if rows else -1
