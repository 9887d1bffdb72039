function open() { var own = openWindow(); own.hits = xcWindowParts.hits(own); own.tools = xcWindowParts.tools(own); xcWindowParts.box(own); return own; }
function drag(from, to, more) {
  var box = map_main.getContainer();
  fire(box, "mousedown", from.x, from.y, more); fire(box, "mousemove", (from.x + to.x) / 2, (from.y + to.y) / 2, more); fire(box, "mousemove", to.x, to.y, more);
  var seen = strokes("tools").length;
  fire(box, "mouseup", to.x, to.y, more);
  return seen;
}
function pixel(lat, lon) { return map_main.latLngToContainerPoint([lat, lon]); }
test("the tool draws a box and tells what it touches, once", function () {
  var own = open();
  own.tools.set("box");
  equal(drag(pixel(39.925, 116.295), pixel(39.915, 116.305)), 1);
  equal([own.heard, own.tools.mode(), strokes("tools")], [[["box", { ids: ["C1"] }]], "", []]);
});
test("Shift and drag does without the tool; a plain drag and a short one do not", function () {
  var own = open();
  drag(pixel(39.93, 116.29), pixel(39.89, 116.36), { shiftKey: true });
  drag(pixel(39.93, 116.29), pixel(39.89, 116.36), {});
  own.tools.set("box");
  drag(L.point(100, 100), L.point(102, 103), {});
  equal(own.heard, [["box", { ids: ["C1", "C2"] }]]);
});
test("Ctrl and a click adds or takes one community, and is no click for others", function () {
  var own = open(), at = pixel(39.91, 116.305), plain = 0;
  own.run.onChoose(function () { plain += 1; });
  fire(map_main.getContainer(), "click", at.x, at.y, { ctrlKey: true });
  equal([own.heard, plain], [[["toggle", { id: "C1" }]], 0]);
});
