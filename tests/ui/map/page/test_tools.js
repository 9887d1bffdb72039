function open() { var own = openWindow(); own.tools = xcWindowParts.tools(own); return own; }
function click(lat, lon) { var at = L.latLng(lat, lon); map_main.fire("click", { latlng: at, containerPoint: map_main.latLngToContainerPoint(at) }); }
test("an area is told with its corners at a double click", function () {
  var own = open();
  own.tools.set("area");
  click(39.9, 116.3); click(39.9, 116.31); click(39.91, 116.31); click(39.91, 116.31);
  equal(own.heard, [["area", { ring: [[116.3, 39.9], [116.31, 39.9], [116.31, 39.91]] }]]);
  equal([own.tools.mode(), own.run.page.state.mode, strokes("tools")], ["", "community", []]);
});
test("a way is told at each click and at its end", function () {
  var own = open();
  own.tools.begin("measure", 116.3, 39.9);
  click(39.91, 116.31); click(39.91, 116.31);
  equal(own.heard.map(function (h) { return [h[0], h[1].points.length]; }), [["measure", 1], ["measure", 2], ["measured", 2]]);
});
test("the line follows the pointer, and Esc takes it away", function () {
  var own = open();
  own.tools.begin("measure", 116.3, 39.9);
  map_main.fire("mousemove", { latlng: L.latLng(39.905, 116.305) });
  equal(strokes("tools"), [THEMES.marks.tool, THEMES.marks.rim]);
  own.tools.set("");
  equal([strokes("tools"), own.tools.mode(), map_main.getContainer().style.cursor], [[], "", ""]);
});
test("while a tool has the mouse a click chooses nothing, and the box holds the map still", function () {
  var own = open();
  own.tools.set("box");
  equal([own.run.page.state.mode, map_main.dragging.enabled(), map_main.doubleClickZoom.enabled()], ["tool", false, false]);
  click(39.9, 116.3);
  own.tools.set("");
  equal([own.heard, map_main.dragging.enabled(), map_main.doubleClickZoom.enabled()], [[], true, true]);
});
test("a line and a ring of a scenario are told by their own names", function () {
  var own = open();
  own.tools.set("line");
  click(39.9, 116.3); click(39.91, 116.31); click(39.91, 116.31);
  own.tools.set("ring");
  click(39.9, 116.3); click(39.9, 116.31); click(39.91, 116.31); click(39.91, 116.31);
  equal(own.heard.map(function (h) { return [h[0], (h[1].points || h[1].ring).length]; }), [["plan_line", 2], ["plan_ring", 3]]);
});
