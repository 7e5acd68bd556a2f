"""What kinds of files are kept with a session or a person."""

from __future__ import annotations

from enum import StrEnum


class AttachmentKind(StrEnum):
    """What a file is there for."""

    PHOTO = "photo"
    MATERIAL = "material"
    PORTRAIT = "portrait"


ATTACHMENT_KIND_NAMES = {
    AttachmentKind.PHOTO: "照片",
    AttachmentKind.MATERIAL: "材料",
    AttachmentKind.PORTRAIT: "证件照",
}
