"""The frame of the map's page is folium's, to the byte (decision 157): folium is loaded here alone."""

import folium
import jinja2
from branca.element import Element

from xc_gis.report.map.web_map import framed


class Offline(folium.Map):
    """A map of folium that names no remote script or style."""

    default_js, default_css = [], []


class Finished(Element):
    """Text that goes into the page of folium as it is."""

    _template = jinja2.Template("{{ this.text }}")

    def __init__(self, text):
        super().__init__()
        self.text = text


class Script(Element):
    """Our script, behind that of folium's map."""

    def render(self, **_):
        self.get_root().script.add_child(Finished("our.script();\n"), name="own")
        return ""


def test_frame_is_that_of_folium():
    canvas = Offline(tiles=None, zoom_control=True, zoom_snap=0.25, zoom_delta=0.5, prefer_canvas=False, control_scale=False)
    canvas._id = "main"
    figure = canvas.get_root()
    figure._id, figure.title = "page", "西城 &lt;b&gt; &quot;&#x27;"
    figure.header.add_child(Finished("<style>p { }\n</style>"), name="styles")
    figure.header.add_child(Finished("<script>L = {};</script>"), name="leaflet")
    figure.html.add_child(Finished("<p>{{ 7 * 7 }} &amp; {% raw %}</p>\n<p>b</p>"), name="side")
    canvas.add_child(Script(), name="own")
    page = framed("西城 <b> \"'", "p { }\n", "L = {};", "<p>{{ 7 * 7 }} &amp; {% raw %}</p>\n<p>b</p>", "our.script();\n")
    assert page == figure.render()
