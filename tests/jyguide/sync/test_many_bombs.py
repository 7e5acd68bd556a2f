"""Many bodies, each no larger than one may be, that together would take hours to look through."""

import msgspec

from db.merging import lines
from db.merging.segments import read_head
from tests.jyguide.sync.offices import opened, reseal, sign_segment


def test_what_a_file_unpacks_to_has_an_end(offices, sent, refused):
    act = lines.unpack(opened(offices, sent).bodies[-1]).__next__()
    packed = lines.pack([act] * ((60 << 20) // (len(act) + 1)))

    def alter(manifest, bodies):
        head = read_head(manifest.pieces[-1].head)
        piece, body = sign_segment(head, packed, offices.keys("a"))
        return msgspec.structs.replace(manifest, pieces=[piece] * 70), [body] * 70

    assert "太大" in refused(reseal(offices, sent, "a", "city", alter))
