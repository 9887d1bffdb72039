var open = openPage(null), page = open.page, NONE = { sites: 0, people: 0, chosenTypes: false };
function words(rows) { return rows.map(function (r) { return r.words + "|" + r.count; }); }
test("every community is counted once in every kind of theme", function () {
  ["stars", "joint", "MED", "KIN", "minutes:MED", "gaps:KIN"].forEach(function (key) {
    var sum = page.legend.rows(key, NONE).reduce(function (n, r) { return n + (/个社区$/.test(r.count) ? parseInt(r.count, 10) : 0); }, 0);
    equal([key, sum], [key, 3]);
  });
});
test("stars stand from five to none, then what is not rated", function () {
  equal(words(page.legend.rows("stars", NONE)), ["★★★★★|0 个社区", "★★★★|0 个社区", "★★★|1 个社区", "★★|1 个社区", "★|0 个社区", "未达星级(0 星)|0 个社区", "暂不评级(数据不足)|1 个社区", "点纹：未知数据可能改变星级|", "另有 1 个社区没有位置,未画在图上,各表中保留|"]);
});
test("swatches have the colours of the table as the map shows them, unknown is hatched", function () {
  var rows = page.legend.rows("MED", NONE), shown = THEMES.classes.coverage.classes.map(function (c) { return c.shown; }).reverse();
  equal(rows.slice(0, 5).map(function (r) { return r.fill; }), shown);
  equal([rows[5].hatched, rows[5].fill, rows[5].count], [true, "", "1 个社区"]);
});
test("minutes stand from the shortest", function () { equal(page.legend.rows("minutes:MED", NONE)[0].words, "5 分钟以内"); });
test("dots are explained where they are drawn", function () {
  var rows = page.legend.rows("MED", { sites: 7, people: 1234, chosenTypes: true }).filter(function (r) { return r.dot; });
  equal(words(rows), ["所选设施|7 处", "缺口居民,超出 5 分钟以内|共 1,234 人", "缺口居民,超出 5 分钟以上|", "缺口居民,两倍时限内也到不了|"]);
  equal(rows.map(function (r) { return r.ring; }), [true, false, false, false]); // as on the map
  equal(page.legend.rows("MED", NONE).filter(function (r) { return r.dot; }), []);
});
test("rows are drawn as text", function () {
  var box = document.createElement("div");
  page.legend.draw(box, [{ fill: "", hatched: true, words: "<b>x</b>", count: "1", dot: false, note: false }, { note: true, words: "n" }]);
  equal([box.querySelectorAll("b").length, box.querySelectorAll(".hatched").length, box.textContent], [0, 1, "<b>x</b>1n"]);
  page.legend.draw(box, page.legend.rows("MED", { sites: 1, people: 0, chosenTypes: false }).filter(function (r) { return r.ring; }));
  equal([box.querySelector(".dot").style.background, box.querySelector(".dot").style.borderWidth], ["", "3px"]);
});
test("dots of what may change are explained where there are some", function () {
  var sure = openPage(null, function (data) { data.communities[1].stars_low = data.communities[1].stars_high = 2; }).page;
  equal([sure.legend.rows("stars", NONE).some(function (r) { return r.stippled; }), page.legend.rows("MED", NONE).some(function (r) { return r.stippled; })], [false, false]);
  var box = document.createElement("div");
  page.legend.draw(box, page.legend.rows("stars", NONE).filter(function (r) { return r.stippled; }));
  equal([box.querySelectorAll(".swatch.stippled").length, box.textContent], [1, "点纹：未知数据可能改变星级"]);
});
