function painted() {
  var canvas = document.querySelector(".leaflet-gaps-pane canvas"), n = 0;
  if (!canvas || canvas.style.display === "none" || !canvas.width) { return 0; }
  var bytes = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  for (var i = 3; i < bytes.length; i += 4) { n += bytes[i] > 0 ? 1 : 0; }
  return n;
}
test("people in gap are painted in themes of coverage and gaps, and counted", function () {
  var open = openPage(null);
  equal(painted(), 0);
  ["MED", "gaps:MED"].forEach(function (key) { open.setTheme(key); ok(painted() > 20, key + ": " + painted()); equal(open.page.dots.draw(), 120); });
  open.setTheme("minutes:MED");
  equal([painted(), open.page.dots.draw()], [0, 0]);
  open.setTheme("KIN");
  equal([painted(), open.page.dots.draw()], [0, 0]);
});
test("they can be taken away", function () {
  var open = openPage(null);
  open.setTheme("MED"); open.setLayer("gaps", false);
  equal([painted(), open.page.dots.draw()], [0, 0]);
  open.setLayer("gaps", true);
});
test("points grow with the zoom, within bounds", function () {
  var page = openPage(null).page;
  page.map.setZoom(8, { animate: false });
  var small = page.dots.fineness();
  page.map.setZoom(18, { animate: false });
  equal([small, page.dots.fineness()], [0.5, 1.15]);
});
