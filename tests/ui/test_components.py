from turnout import browser
from turnout.ui import components


def test_every_module_a_component_names_is_there():
    live = ("component.js", "pulse.js", "workbench.js", "board.js", "streamlit-board.js")
    for name in (*live, "choose.js", "streamlit-words.js", "map-place.js", "map-places.js"):
        assert browser.read(name)


def test_a_component_speaks_the_sentences_of_its_screens():
    spoken = components.spoken("es", "light", "rally")

    assert spoken["lang"] == "es"
    assert spoken["words"]["rally.show_fewer"] == "Ver menos"
    assert "light.own" in spoken["words"]
