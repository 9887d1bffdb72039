test("communities with a place are drawn in the colours of the theme", function () {
  var open = openPage(null);
  equal(fills("areas"), [THEMES.classes.stars.classes[3].colour, THEMES.classes.stars.classes[2].colour]);
  open.setTheme("MED");
  equal(fills("areas"), [THEMES.classes.coverage.classes[4].colour, "url(#xc-hatch)"]);
});
test("a click chooses, but not while a place is asked for", function () {
  var open = openPage(null), heard = [];
  open.onChoose(function (id) { heard.push(id); });
  document.querySelectorAll(".leaflet-areas-pane path")[1].dispatchEvent(new MouseEvent("click", { bubbles: true }));
  open.setMode("place");
  document.querySelectorAll(".leaflet-areas-pane path")[0].dispatchEvent(new MouseEvent("click", { bubbles: true }));
  equal([heard, open.view().community], [["C2"], "C2"]);
});
test("the chosen one is framed black within white; without a place there is no frame", function () {
  var open = openPage(null);
  function strokes() { return Array.from(document.querySelectorAll(".leaflet-chosen-pane path")).map(function (p) { return p.getAttribute("stroke"); }); }
  open.choose("C1", false);
  equal(strokes(), ["#ffffff", "#000000"]);
  open.choose("C3", true);
  equal(strokes(), []);
});
test("what the pointer is told is text", function () {
  var page = openPage(null, function (data) { data.communities[0].name = "<i>x</i>"; }).page, layer = page.data.communities[0].layer;
  layer.openTooltip();
  equal(texts(".xc-area-tip b"), ["<i>x</i>"]);
  ok(texts(".xc-area-tip")[0].indexOf("星级：★★★") > 0, texts(".xc-area-tip")[0]);
});
test("what unknown data may change has dots over its colour, in the theme of stars alone", function () {
  var open = openPage(null);
  equal(fills("unsure"), ["url(#xc-stipple)"]);
  open.setTheme("MED");
  equal(fills("unsure"), []);
  open.setTheme("stars");
  open.setRatings([{ community_id: "C2", stars: 2, stars_low: 2, stars_high: 2 }]);
  equal(fills("unsure"), []);
});
test("a place lies in one community or in none, a hole is none", function () {
  var at = openPage(null, function (data) { data.communities[0].rings.push([116308, 39908, 4, 0, 0, 4, -4, 0, 0, -4]); }).page.areas.at;
  function id(lat, lon) { var c = at(lat, lon); return c && c.id; }
  equal([id(39.905, 116.305), id(39.91, 116.31), id(39.95, 116.31), id(39.91, 116.35)], ["C1", null, null, null]);
});
