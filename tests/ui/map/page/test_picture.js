function open(send) { var own = openWindow(); own.background = xcWindowParts.background(own); own.compare = xcWindowParts.compare(own); own.picture = xcWindowParts.picture(own, send); return own; }
test("a report says what was painted, with the number in both strips", function () {
  var number = 5592405, records = [], own = open(function (record) { records.push(record); }); // every second bit
  own.background.setStreets(false);
  own.picture.pose(true, null);
  equal([document.querySelectorAll(".leaflet-control-zoom").length, map_main.getContainer().style.top], [0, "8px"]);
  own.picture.report(number);
  return until(function () { return records.some(function (r) { return r.id === number; }); }).then(function () {
    var last = records[records.length - 1];
    equal([last.id, last.waiting, last.streets, last.failed, last.tiles], [number, 0, false, 0, []]);
    ok(last.areas.length > 0 && last.areas[0].community === "C1" && last.width > 0);
    var strips = Array.from(document.querySelectorAll("body > div")).filter(function (e) { return e.children.length === 24; });
    equal(strips.map(function (s) { return Array.from(s.children).map(function (f) { return f.style.background.indexOf("0, 0, 0") >= 0 ? 1 : 0; }).join(""); }), [1, 2].map(function () { return "101010101010101010101010"; }));
    strips.forEach(function (s) { s.remove(); });
  });
});
test("a part of the area is shown where that is wanted", function () {
  var own = open(function () {});
  own.picture.pose(false, [116.3, 39.9, 116.31, 39.91]);
  ok(map_main.getBounds().getEast() - map_main.getBounds().getWest() < 0.03);
  document.querySelectorAll("body > div").forEach(function (e) { if (e.children.length === 24) { e.remove(); } });
});
test("as long as tiles are on their way it is not quiet, and the report waits", function () {
  var records = [], own = open(function (record) { records.push(record); });
  equal(own.picture.quiet(), false);
  own.picture.report(7);
  equal(records[0].id, 0);
  ok(records[0].waiting > 0);
});
