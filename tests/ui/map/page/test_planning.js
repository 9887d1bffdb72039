function open() {
  var own = openWindow();
  own.hits = xcWindowParts.hits(own); own.tools = xcWindowParts.tools(own); own.planning = xcWindowParts.planning(own);
  return own;
}
var ITEM = { key: "1", kind: "add", label: "1", title: "<b>新站</b>", more: "", lon: 116.31, lat: 39.91, drag: true };
function changed(more) { return Object.assign({}, ITEM, more); }
function icons() { return Array.from(document.querySelectorAll(".xc-plan")); }
function press(icon, key, shift) { icon.dispatchEvent(new KeyboardEvent("keydown", { key: key, shiftKey: Boolean(shift), bubbles: true, cancelable: true })); }
function pixel(lat, lon) { return map_main.latLngToContainerPoint([lat, lon]); }
test("changes are marked with their number, lines and areas drawn", function () {
  var own = open();
  own.planning.show([ITEM, changed({ key: "2", kind: "move", label: "2", from: [116.32, 39.92] }), { key: "3", line: [[116.3, 39.9], [116.31, 39.9]] }, { key: "4", ring: [[116.3, 39.9], [116.31, 39.9], [116.31, 39.91]] }]);
  equal([texts(".xc-plan"), icons()[0].getAttribute("aria-label"), icons()[0].tabIndex], [["+1", "→2"], "<b>新站</b>", 0]);
  equal(strokes("plan-shapes"), [THEMES.marks.rim, THEMES.marks.found, THEMES.marks.rim, THEMES.marks.tool, THEMES.marks.place]);
  own.planning.show([]);
  equal([texts(".xc-plan"), strokes("plan-shapes")], [[], []]);
});
test("a mark that only moves stays the same element, so that it keeps the focus", function () {
  var own = open();
  own.planning.show([ITEM]);
  var icon = icons()[0];
  icon.focus();
  own.planning.show([changed({ lon: 116.32 })]);
  equal([icons()[0] === icon, document.activeElement === icon], [true, true]);
  own.planning.show([]);
  equal(icons(), []);
});
test("arrow keys move a mark and say where it is; Delete takes the change back", function () {
  var own = open(), before = pixel(ITEM.lat, ITEM.lon);
  own.planning.show([ITEM]);
  press(icons()[0], "ArrowRight"); press(icons()[0], "ArrowUp", true); press(icons()[0], "Delete");
  equal(own.heard.map(function (h) { return h[0]; }), ["plan_dropped", "plan_dropped", "plan_removed"]);
  var at = pixel(own.heard[1][1].lat, own.heard[1][1].lon);
  near(at.x - before.x, 20, 1); near(at.y - before.y, -2, 1);
  equal([own.heard[1][1].key, own.heard[2][1]], ["1", { key: "1" }]);
});
test("a mark that cannot be dragged is not moved by keys", function () {
  var own = open();
  own.planning.show([changed({ drag: false })]);
  press(icons()[0], "ArrowRight");
  equal(own.heard, []);
});
test("while a mark is dragged its place is told now and then, the last one always, and no answer moves it", function () {
  var own = open();
  own.planning.show([ITEM]);
  var icon = icons()[0], from = pixel(ITEM.lat, ITEM.lon);
  fire(icon, "mousedown", from.x, from.y);
  for (var i = 1; i <= 30; i++) { fire(document.body, "mousemove", from.x + i * 4, from.y); }
  own.planning.show([ITEM]); // an answer of an older place
  return later(150).then(function () {
    var told = own.heard.length, last = own.heard[told - 1];
    ok(told >= 1 && told < 10, "told " + told);
    equal(last[0], "plan_dragged"); near(pixel(last[1].lat, last[1].lon).x, from.x + 120, 2);
    fire(document.body, "mouseup", from.x + 120, from.y);
    equal(own.heard[own.heard.length - 1][0], "plan_dropped");
  });
});
test("the tool spot tells one place and puts itself away", function () {
  var own = open(), at = L.latLng(39.9, 116.3);
  own.tools.set("spot");
  map_main.fire("click", { latlng: at, containerPoint: map_main.latLngToContainerPoint(at) });
  map_main.fire("click", { latlng: at, containerPoint: map_main.latLngToContainerPoint(at) });
  equal([own.heard, own.tools.mode()], [[["plan_spot", { lon: 116.3, lat: 39.9, row: -1 }]], ""]);
});
test("the tool lift drags a facility of the study to another place", function () {
  var own = open();
  own.run.setSiteTypes(["CHS"]);
  own.tools.set("lift");
  var from = pixel(39.91, 116.31), box = map_main.getContainer();
  fire(box, "mousedown", from.x, from.y); fire(document, "mousemove", from.x + 50, from.y); fire(document, "mouseup", from.x + 60, from.y);
  var last = own.heard[own.heard.length - 1];
  equal([last[0], last[1].row, own.tools.mode(), strokes("plan-shapes")], ["plan_lifted", 0, "", []]);
  near(pixel(last[1].lat, last[1].lon).x, from.x + 60, 1);
});
test("a press without a drag lifts nothing", function () {
  var own = open(), from, box = map_main.getContainer();
  own.run.setSiteTypes(["CHS"]);
  own.tools.set("lift"); from = pixel(39.91, 116.31);
  fire(box, "mousedown", from.x, from.y); fire(document, "mouseup", from.x, from.y);
  equal(own.heard.map(function (h) { return h[0]; }), ["plan_left"]);
});
