import re

from streamlit.testing.v1 import AppTest


def shown(page) -> str:
    app = AppTest.from_function(page).run()
    assert not app.exception
    return "".join(each.proto.body for each in app.get("html"))


def test_what_strangers_wrote_is_never_markup():
    def page():
        from turnout.ui import paper

        hostile = '<img src=x onerror="alert(1)"> **[a](javascript:b)**'
        paper.notes(hostile)
        paper.strong(hostile)
        paper.title(hostile, hostile)
        paper.links([('/e/ks"><script>', hostile)])
        paper.table(hostile, [hostile], [[hostile]])

    assert "<img" not in shown(page)
    assert "<script" not in shown(page)


def test_a_table_tells_its_name_and_the_heads_of_its_columns():
    def page():
        from turnout.ui import paper

        paper.table("How they came in", ["Through", "People"], [["Form", "4"]])

    assert "How they came in</caption>" in shown(page)
    assert '<th scope="col">Through</th>' in shown(page)
    assert '<td class="number">4</td>' in shown(page)


def test_links_open_beside_the_workbench():
    def page():
        from turnout.ui import paper

        paper.link_line([("/e/ks", "Public page")], "a note")

    assert '<a href="/e/ks" target="_blank" rel="noopener">Public page</a>' in shown(page)
    assert "a note" in shown(page)


def test_a_long_handle_breaks_at_its_joints_and_is_read_and_copied_as_it_is():
    def page():
        from turnout.ui import paper

        paper.table("Leads", ["Lead"], [["KCK Nurses @kck_nurses@m.example"], ["a@b <i>"]])

    drawn = shown(page)
    (handle,) = re.findall(r'KCK Nurses <span class="handle">(.*?)</span></td>', drawn)
    assert handle.startswith("<span>@kck_<wbr>nurses</span><span>@m.<wbr>example")
    assert re.sub("<[^>]*>", "", handle) == "@kck_nurses@m.example"
    assert "a@b &lt;i&gt;</td>" in drawn
