test("the whole area is in sight as opened, until somebody moves the map", function () {
  var page = openPage(null).page;
  ok(page.sight.isWhole());
  ok(page.map.getBounds().contains([[39.9, 116.3], [39.92, 116.36]]));
  page.map.panBy([40, 0], { animate: false });
  ok(!page.sight.isWhole());
  page.sight.fitWhole();
  ok(page.sight.isWhole());
});
test("a community in sight does not move the map, one out of sight is brought in", function () {
  var page = openPage(null).page, centre = page.map.getCenter();
  page.sight.show(page.data.communities[0]);
  equal(page.map.getCenter(), centre);
  page.map.setView([40.2, 116.9], 15, { animate: false });
  page.sight.show(page.data.communities[1]);
  ok(page.map.getBounds().contains([39.91, 116.35]));
  [[0, 0.02], [0, -0.02], [0.012, 0], [-0.012, 0]].forEach(function (away) { // beyond each edge
    page.map.setView([39.91 + away[0], 116.31 + away[1]], 14.5, { animate: false });
    page.sight.show(page.data.communities[0]);
    ok(page.map.getBounds().contains(page.areas.boundsOf(page.data.communities[0])), away.join());
  });
});
test("one without a place moves nothing", function () {
  var page = openPage(null).page, centre = page.map.getCenter();
  page.sight.show(page.data.communities[2]); page.sight.approach(page.data.communities[2], 1);
  equal(page.map.getCenter(), centre);
});
test("bounds are west, south, east, north", function () { var b = openPage(null).page.sight.bounds(); ok(b[0] < b[2] && b[1] < b[3] && b[0] > 116 && b[1] < 40); });
