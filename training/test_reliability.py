"""The bins and the drawing of the confidence."""
import xml.etree.ElementTree as xml

from reliability import bins, draw


def test_bins() -> None:
    got = bins([(0.05, False), (0.95, True), (0.97, False), (1.0, True)])
    assert [(b.at, b.count) for b in got] == [(0, 1), (9, 3)]
    assert abs(got[1].right - 2 / 3) < 1e-9
    low, high = got[1].interval()
    assert 0 < low < 2 / 3 < high < 1


def test_draw_is_xml_with_a_bar_for_each_bin() -> None:
    root = xml.fromstring(draw(bins([(0.25, False), (0.65, True)]), 0.3))
    assert sum(e.get("class") == "bar" for e in root.iter()) == 2
