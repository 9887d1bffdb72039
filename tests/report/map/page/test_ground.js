function drawn(page) { var n = 0; page.map.eachLayer(function (l) { if (l instanceof L.Polyline && /ground|water/.test(l.options.renderer && l.options.renderer.options.pane)) { n += 1; } }); return n; }
test("alone the page draws streets, parks and water, each with its colour", function () {
  var page = openPage(null).page, colours = [];
  equal([page.ground.streets.getLayers().length, drawn(page)], [1, 2]);
  page.map.eachLayer(function (l) { if (l.options.fillOpacity === 1 && l instanceof L.Polygon) { colours.push(l.options.fillColor); } });
  equal(colours.sort(), [THEMES.marks.green, THEMES.marks.water].sort());
});
test("in the window they come as tiles, and the page draws none", function () {
  var page = openPage(function (s) { return s; }).page;
  equal([page.ground.streets.getLayers().length, drawn(page)], [0, 0]);
});
