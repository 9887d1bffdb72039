test("outlines of the nearest facility are drawn from the longest walk to the shortest, each named", function () {
  var open = openPage(null), page = open.page;
  page.reach.draw(page.data.communities[0], page.data.categories[0]);
  equal(texts(".xc-minutes"), ["15 分钟", "10 分钟", "5 分钟"]);
  var strokes = Array.from(document.querySelectorAll(".leaflet-reach-pane path")).map(function (p) { return p.getAttribute("stroke"); });
  equal(strokes.filter(function (c) { return THEMES.isochrones.indexOf(c) >= 0; }), THEMES.isochrones.slice().reverse());
});
test("its facility is marked and can be pointed at", function () {
  var page = openPage(null).page;
  page.reach.draw(page.data.communities[0], page.data.categories[0]);
  equal(page.sites.at(map_main.latLngToContainerPoint([39.91, 116.31])).site.name, "西站");
});
test("a single outline has the colour of the shortest walk", function () {
  var page = openPage(null, function (data) { Object.keys(data.outlines).forEach(function (name) { data.outlines[name] = data.outlines[name].slice(2); }); }).page;
  page.reach.draw(page.data.communities[0], page.data.categories[0]);
  equal(document.querySelectorAll(".leaflet-reach-pane path")[1].getAttribute("stroke"), THEMES.isochrones[0]);
});
test("where none is reached nothing is drawn, and what was drawn goes", function () {
  var page = openPage(null).page;
  page.reach.draw(page.data.communities[0], page.data.categories[0]);
  page.reach.draw(page.data.communities[1], page.data.categories[0]);
  equal([texts(".xc-minutes"), document.querySelectorAll(".leaflet-reach-pane path").length], [[], 0]);
});
