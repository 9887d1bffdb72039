var VALUES = { name: "养老：走得到但已满", unknown: "不知是否已满", absent: "没有这类居民", rows: [{ fill: "#111111", shown: "#222222", words: "很多" }, { fill: "#eeeeee", shown: "#dddddd", words: "没有" }], of: { C1: { row: 0, words: "300 人" }, C2: { row: null, words: "不知是否已满" } } };
function open() { var own = openWindow(); own.values = xcWindowParts.values(own); return own; }
test("values colour the communities, and their words stand at the pointer and in the legend", function () {
  var own = open();
  own.values.show(VALUES);
  equal(fills("areas").slice(0, 2), ["#111111", "url(#xc-hatch)"]);
  equal(own.run.view().name, VALUES.name);
  equal(own.run.page.look.of({ id: "C1" }, "stars").words, "300 人");
  equal(own.run.page.look.of({ id: "toString" }, "stars").key, "none");
  equal(own.run.page.look.of({ id: "C9" }, "stars").words, "没有这类居民");
  var rows = own.run.legend();
  equal(rows.map(function (r) { return r.words; }).slice(0, 3), ["很多", "没有", "不知是否已满"]);
  equal([rows[0].count, rows[1].count, rows[2].hatched], ["1 个社区", "0 个社区", true]);
});
test("without values the theme of the run is there again, legend and all", function () {
  var own = open(), before = [fills("areas"), own.run.legend(), own.run.view().name];
  own.values.show(VALUES);
  own.values.show(null);
  equal([fills("areas"), own.run.legend(), own.run.view().name], before);
});
test("residents in gap are not drawn under values, and are there again without them", function () {
  var own = open();
  own.run.setTheme("MED");
  var people = own.run.page.dots.draw();
  own.values.show(VALUES);
  equal(own.run.page.dots.draw(), 0);
  equal(own.run.page.state.on.gaps, true);
  own.values.show(null);
  equal(own.run.page.dots.draw(), people);
});
test("values by another standard say so below the map, and the run's own is there again after them", function () {
  var own = open(), credits = function () { return texts(".leaflet-control-attribution")[0]; }, before = credits();
  own.values.show(Object.assign({ standard: ["other", "2"] }, VALUES));
  ok(credits().indexOf("标准 other 2") >= 0 && credits() !== before, credits());
  own.values.show(VALUES);
  equal(credits(), before);
});
