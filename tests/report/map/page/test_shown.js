function feature(type, coordinates, properties) { return { type: "Feature", geometry: { type: type, coordinates: coordinates }, properties: properties || {} }; }
var SQUARE = [[[116.30, 39.90], [116.32, 39.90], [116.32, 39.91], [116.30, 39.90]]], SMALL = [[[116.305, 39.902], [116.31, 39.902], [116.31, 39.905], [116.305, 39.902]]];
test("without anything shown there is nothing", function () {
  var open = openPage(null);
  equal(open.page.shown.bounds, null);
  ok(!document.querySelector(".leaflet-shown-pane"));
});
test("areas lie by minutes, the largest below, each named; ways and places lie above", function () {
  var open = openPage(null, function (data) {
    data.shown = [feature("Polygon", SMALL, { minutes: 5 }), feature("Polygon", SQUARE, { minutes: 10 }), feature("LineString", [[116.30, 39.90], [116.31, 39.905]], { name: "<b>way</b>" }), feature("Point", [116.31, 39.905], {})];
  });
  equal(texts(".xc-minutes span"), ["10 分钟", "5 分钟"]);
  equal(strokes("shown").length, 6);
  equal(document.querySelectorAll(".leaflet-shown-marks-pane path").length, 1);
  ok(open.page.shown.bounds.contains([39.905, 116.31]));
  ok(!open.view().whole);
});
test("a name in what is shown is text", function () {
  var open = openPage(null, function (data) { data.shown = [feature("Point", [116.31, 39.905], { name: "<b>here</b>", minutes: 7.25 })]; });
  open.map.eachLayer(function (one) { if (one.getTooltip && one.getTooltip() && one.toGeoJSON && one.getLayers) { one.openTooltip([39.905, 116.31]); } });
  ok(texts(".leaflet-tooltip .xc-tip b").indexOf("<b>here</b>") >= 0);
});
