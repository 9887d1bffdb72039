function open() { var own = openWindow(); own.hits = xcWindowParts.hits(own); own.tools = xcWindowParts.tools(own); xcWindowParts.pointer(own); return own; }
test("the pointer is told now and then, and its last place always", function () {
  var own = open();
  for (var i = 0; i < 10; i++) { map_main.fire("mousemove", { latlng: L.latLng(39.9, 116.3 + i / 1000), containerPoint: L.point(1, 1) }); }
  equal(own.heard.length, 1); // the first at once
  return until(function () { return own.heard.length > 1; }).then(function () { equal(own.heard.slice(1), [["pointer", { on: true, lon: 116.309, lat: 39.9 }]]); });
});
test("that it left is told", function () {
  var own = open();
  map_main.fire("mouseout");
  return until(function () { return own.heard.length; }).then(function () { equal(own.heard, [["pointer", { on: false }]]); });
});
test("a right click tells what lies there, with the row of a facility", function () {
  var own = open(), at;
  own.run.setTheme("MED");
  at = map_main.latLngToContainerPoint([39.91, 116.31]);
  fire(map_main.getContainer(), "contextmenu", at.x, at.y, { button: 2 });
  var facts = own.heard[0][1];
  equal([own.heard[0][0], facts.community, facts.row, facts.name], ["menu", "C1", 0, "西站"]);
  near(facts.lon, 116.31, 1e-3);
});
test("where nothing lies nothing is named, and a tool keeps its mouse", function () {
  var own = open();
  fire(map_main.getContainer(), "contextmenu", 2, 2, { button: 2 });
  equal([own.heard[0][1].community, own.heard[0][1].row, own.heard[0][1].name], ["", -1, ""]);
  own.tools.set("area");
  fire(map_main.getContainer(), "contextmenu", 2, 2, { button: 2 });
  equal(own.heard.length, 1);
});
