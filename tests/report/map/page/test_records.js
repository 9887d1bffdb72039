var data = smallData(), records = xcParts.records(data), west = data.communities[0], east = data.communities[1];
test("columns are read by name, whatever their order", function () {
  var turned = smallData(), columns = turned.coverage.MED;
  turned.coverage.MED = {};
  Object.keys(columns).reverse().forEach(function (name) { turned.coverage.MED[name] = columns[name]; });
  var other = xcParts.records(turned).coverage(turned.communities[1], "MED");
  equal([other.low, other.share, other.high, other.gap, other.unknown, other.median_minutes, other.note], [0.3, null, 0.9, 120, 700, 20, ""]);
  equal(records.coverage(east, "MED").unknown, 700);
});
test("steps become places, each from the one before", function () { equal(records.line([116300, 39900, 20, -5]), [[39.9, 116.3], [39.895, 116.32]]); });
test("a facility is counted if it is open and a street is near", function () {
  equal(records.facilities().map(function (f) { return [f.row, f.name, f.lat, f.lon, f.counted]; }), [[0, "西站", 39.91, 116.31, true], [1, "<b>停</b>", 39.905, 116.33, false], [2, "无处", null, null, true]]);
});
test("the nearest is a facility with the minutes there, or null", function () {
  equal([records.nearest(west, "MED").facility.name, records.nearest(west, "MED").minutes], ["西站", 4.2]);
  equal([records.nearest(east, "MED"), records.nearest(west, "KIN")], [null, null]);
});
test("outlines are those of the facility at the pace asked for, the largest first", function () {
  var facility = records.facilities()[0];
  equal(records.outlines(facility, "adult").map(function (o) { return o.minutes; }), [15, 10, 5]);
  equal([records.outlines(facility, "child").length, records.outlines(records.facilities()[1], "adult").length], [0, 0]);
});
test("people in gap lie at their places; beyond the search is null, never a number", function () {
  equal(records.gaps("MED").map(function (g) { return [g.lon, g.lat, g.residents, g.over]; }), [[116.34, 39.905, 100, 5], [116.345, 39.906, 15, 5.1], [116.35, 39.907, 5, null]]);
  equal(records.gaps("KIN"), []);
});
test("what is not there is null", function () { equal([records.category("toString"), records.community("C9"), records.type("X")], [null, null, null]); });
