function shown() { var names = []; map_main.eachLayer(function (l) { if (l.site) { names.push([l.site.name, l.options.color]); } }); return names; }
test("facilities of the theme are drawn, and only those that count are counted", function () {
  var open = openPage(null);
  open.setTheme("MED");
  equal(shown(), [["西站", THEMES.marks.facility], ["<b>停</b>", THEMES.marks.left_out]]);
  equal(open.page.sites.draw(), 1);
});
test("a facility is a ring, which no class and no dot of people is", function () {
  openPage(null).setTheme("MED");
  map_main.eachLayer(function (l) { if (l.site) { equal([l.options.fillColor, l.options.fillOpacity], [THEMES.marks.rim, 1]); ok(l.options.weight > 1.5); } });
});
test("one without a place is nowhere", function () { var open = openPage(null); open.setTheme("KIN"); equal([shown(), open.page.sites.draw()], [[], 0]); });
test("types chosen by hand are shown whatever the theme, and given back", function () {
  var open = openPage(null);
  open.setSiteTypes(["CHS"]);
  equal(shown().length, 2);
  open.setSiteTypes(null);
  equal(shown(), []);
});
test("the one under the pointer is found and named as text", function () {
  var open = openPage(null);
  open.setTheme("MED");
  var at = map_main.latLngToContainerPoint([39.905, 116.33]);
  equal(open.page.sites.at(at.add([3, 3])).site.name, "<b>停</b>");
  equal(open.page.sites.at(at.add([60, 60])), null);
  map_main.fire("mousemove", { containerPoint: at, latlng: map_main.containerPointToLatLng(at) });
  equal(texts(".leaflet-tooltip .xc-tip"), ["<b>停</b>社区卫生服务站已停业,不计入"]);
  map_main.fire("mouseout");
  equal(texts(".leaflet-tooltip .xc-tip"), []);
});
