function open() { var own = openWindow(); own.hits = xcWindowParts.hits(own); own.marks = xcWindowParts.marks(own); return own; }
test("a place is marked, named as text and brought near", function () {
  open().marks.show({ lon: 116.33, lat: 39.905, title: "<i>站</i>", more: "一号" });
  equal([texts(".xc-found b"), strokes("found"), map_main.getZoom() >= 16], [["<i>站</i>"], [THEMES.marks.rim, THEMES.marks.found], true]);
  near(map_main.getCenter().lng, 116.33, 1e-3);
});
test("a street is drawn with all its pieces and seen whole", function () {
  open().marks.show({ lines: [[[116.3, 39.9], [116.31, 39.9]], [[116.312, 39.9], [116.32, 39.905]]], box: [116.3, 39.9, 116.32, 39.905] });
  equal(strokes("found"), [THEMES.marks.rim, THEMES.marks.found]);
  ok(map_main.getBounds().contains([[39.9, 116.3], [39.905, 116.32]]));
});
test("a community is brought near, and the mark before goes", function () {
  var own = open();
  own.marks.show({ lon: 116.33, lat: 39.905, title: "x", more: "" });
  own.marks.showArea(["C1"]);
  equal(strokes("found"), []);
  ok(map_main.getBounds().contains([39.91, 116.31]));
});
test("several communities are seen together", function () {
  var own = open(), ids = own.hits.communities().filter(own.hits.boundsOf).map(function (c) { return c.id; });
  map_main.setZoom(18, { animate: false });
  own.marks.showArea(ids);
  ok(ids.length > 1);
  own.hits.communities().forEach(function (c) { var box = own.hits.boundsOf(c); ok(!box || map_main.getBounds().contains(box)); });
});
test("of communities without a place the map stays", function () {
  var own = open(), before = map_main.getBounds().toBBoxString();
  own.marks.showArea([]);
  own.marks.showArea(["no such"]);
  equal(map_main.getBounds().toBBoxString(), before);
});
