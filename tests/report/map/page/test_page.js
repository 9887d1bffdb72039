test("a link opens theme, community and bounds", function () {
  document.body.setAttribute("data-start", "theme=MED&community=C1&bounds=116.3,39.9,116.31,39.91");
  var view = openPage(null).view();
  document.body.removeAttribute("data-start");
  equal([view.theme, view.name, view.community, view.whole], ["MED", "医疗卫生", "C1", false]);
  ok(view.bounds[2] - view.bounds[0] < 0.03);
  equal(texts(".xc-minutes").length, 3);
});
test("a link to nothing opens the stars of the whole area", function () {
  document.body.setAttribute("data-start", "theme=X&community=Y");
  var view = openPage(null).view();
  document.body.removeAttribute("data-start");
  equal([view.theme, view.community, view.whole], ["stars", null, true]);
});
test("a community is chosen where it is, and followed only where that is asked for", function () {
  var open = openPage(null);
  open.map.setView([40.2, 116.9], 15, { animate: false });
  open.choose("C1", false);
  ok(!open.map.getBounds().contains([39.91, 116.31]));
  open.choose("C1", true);
  ok(open.map.getBounds().contains([39.91, 116.31]));
});
test("it says what it can show, with the facilities that have a place", function () {
  var facts = openPage(null).describe();
  equal([facts.types, facts.domains[0], facts.categories[1].name], [[{ code: "CHS", zh: "社区卫生服务站", count: 2 }, { code: "KG", zh: "幼儿园", count: 0 }], { code: "health", zh: "医养" }, "幼儿园（3-6 岁）"]);
});
test("a change of the theme is told once with its legend, and the legend is drawn", function () {
  var open = openPage(null), heard = [];
  open.onLegend(function (rows) { heard.push(rows); });
  open.setTheme("gaps:MED");
  equal([heard.length, heard[0], texts("#xc-legend .count")[0]], [1, open.legend(), "0 个社区"]);
});
test("other stars change the map", function () {
  var open = openPage(null);
  open.setRatings([{ community_id: "C1", stars: 5, stars_low: 5, stars_high: 5 }]);
  equal(fills("areas")[0], THEMES.classes.stars.classes[5].colour);
  open.setRatings(null);
  equal(fills("areas")[0], THEMES.classes.stars.classes[3].colour);
});
test("in the mode of a place a click asks about it", function () {
  var open = openPage(null), asked = [];
  open.onPlace(function (lon, lat) { asked.push([lon, lat]); });
  open.map.fire("click", { latlng: L.latLng(39.9, 116.3) });
  open.setMode("place");
  open.map.fire("click", { latlng: L.latLng(39.91, 116.31) });
  equal(asked, [[116.31, 39.91]]);
});
