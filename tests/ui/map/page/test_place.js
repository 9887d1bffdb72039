function ring(minutes, size) { return { type: "Feature", properties: { minutes: minutes }, geometry: { type: "Polygon", coordinates: [[[116.31, 39.91], [116.31 + size, 39.91], [116.31 + size, 39.91 + size], [116.31, 39.91]]] } }; }
function answer() {
  return {
    lon: 116.31, lat: 39.91, isochrones: { features: [ring(5, 0.004), ring(15, 0.012), ring(10, 0.008)] },
    nearest: [{ category: "MED", zh: "医疗卫生", facility: "<b>西站</b>", minutes: 4.25, lon: 116.312, lat: 39.911 }, { category: "KIN", zh: "幼儿园", facility: "园", minutes: 9, lon: 116.313, lat: 39.912 }],
    ways: { type: "FeatureCollection", features: ["MED", "KIN"].map(function (code) { return { type: "Feature", properties: { category: code }, geometry: { type: "LineString", coordinates: [[116.31, 39.91], [116.312, 39.911]] } }; }) }
  };
}
function open() { var own = openWindow(); own.background = xcWindowParts.background(own); own.place = xcWindowParts.place(own); return own; }
test("isochrones are drawn from the longest walk to the shortest, each named at its northern end", function () {
  open().place.show(answer());
  equal(texts(".xc-minutes"), ["15 分钟", "10 分钟", "5 分钟"]);
  equal(strokes("place-areas").filter(function (c) { return THEMES.isochrones.indexOf(c) >= 0; }), THEMES.isochrones.slice().reverse());
});
test("the place and the facilities around it are marked, and named as text", function () {
  open().place.show(answer());
  equal(fills("place-marks"), [THEMES.marks.way, THEMES.marks.way, THEMES.marks.place]);
  map_main.eachLayer(function (l) { if (l.options.pane === "place-marks" && l.getTooltip && l.getTooltip()) { l.openTooltip(); } });
  ok(texts(".xc-tip b").indexOf("<b>西站</b>") >= 0, texts(".xc-tip b").join());
});
test("one way alone is shown where it was asked for", function () {
  open().place.show(answer(), "KIN");
  equal([strokes("place-areas").filter(function (c) { return c === THEMES.marks.way; }).length, fills("place-marks").length], [1, 2]);
});
test("nothing stays when it is cleared", function () {
  var own = open();
  own.place.show(answer()); own.place.clear();
  equal([texts(".xc-minutes"), fills("place-marks"), map_main.getPane("areas").style.opacity], [[], [], ""]);
});
test("a walk without rings and without a place is drawn by its way", function () {
  open().place.show({ ways: answer().ways, nearest: [] });
  equal([strokes("place-areas").length, fills("place-marks")], [2, []]);
});
