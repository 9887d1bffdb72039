function open(change) { var own = openWindow(change); own.hits = xcWindowParts.hits(own); return own.hits; }
function box(west, south, east, north) { return L.latLngBounds([south, west], [north, east]); }
function hole(data) { data.communities[0].rings.push([116305, 39905, 10, 0, 0, 10, -10, 0, 0, -10]); }
test("a place is inside an odd number of rings: a hole belongs to nobody", function () {
  var hits = open(hole), west = hits.communities()[0];
  equal([hits.holds(west, 39.903, 116.303), hits.holds(west, 39.91, 116.31), hits.holds(west, 39.93, 116.31)], [true, false, false]);
});
test("a box touches a community that it crosses, holds or lies in, and a point that it holds", function () {
  var hits = open();
  equal(hits.touched(box(116.29, 39.89, 116.305, 39.905)), ["C1"]);
  equal(hits.touched(box(116.305, 39.905, 116.306, 39.906)), ["C1"]);
  equal(hits.touched(box(116.2, 39.8, 116.5, 40)), ["C1", "C2"]);
  equal(hits.touched(box(116.325, 39.9, 116.345, 39.92)), []);
  equal(open(hole).touched(box(116.308, 39.908, 116.309, 39.909)), []);
});
test("a click finds the area around it or the point next to it", function () {
  var hits = open();
  equal(hits.communityAt(L.latLng(39.91, 116.305)).id, "C1");
  equal(hits.communityAt(map_main.containerPointToLatLng(map_main.latLngToContainerPoint([39.91, 116.35]).add([4, 4]))).id, "C2");
  equal(hits.communityAt(L.latLng(39.95, 116.4)), null);
});
test("bounds of an area, of a point, of nothing", function () {
  var hits = open(), list = hits.communities();
  equal([hits.boundsOf(list[0]).toBBoxString(), hits.boundsOf(list[1]).toBBoxString(), hits.boundsOf(list[2])], ["116.3,39.9,116.32,39.92", "116.35,39.91,116.35,39.91", null]);
});
test("the facility that is drawn at a pixel is told with its row", function () {
  var own = openWindow(), hits = xcWindowParts.hits(own);
  own.run.setTheme("MED");
  equal([hits.siteAt(map_main.latLngToContainerPoint([39.905, 116.33])).row, hits.siteAt(L.point(1, 1))], [1, null]);
});
