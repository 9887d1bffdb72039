function parts() {
  var data = smallData(), page = { data: data, words: xcParts.words(null) };
  page.records = xcParts.records(data); page.classes = xcParts.classes(THEMES, page.words); page.theme = xcParts.theme(page); page.look = xcParts.look(page);
  return page;
}
var page = parts(), west = page.data.communities[0], east = page.data.communities[1], nowhere = page.data.communities[2];
function colour(name, n) { return THEMES.classes[name].classes[n].colour; }
test("stars have their colour; a range is unsure; without data hatched", function () {
  equal(page.look.of(west, "stars"), { fill: colour("stars", 3), key: 3, unsure: false, words: "★★★" });
  equal(page.look.of(east, "stars"), { fill: colour("stars", 2), key: 2, unsure: true, words: "★ 至 ★★★★" });
  equal([page.look.of(nowhere, "stars").fill, page.look.of(nowhere, "stars").key], [page.look.HATCH, "hatch"]);
});
test("unknown is hatched in every theme of a category, never a class", function () {
  ["joint", "MED", "minutes:MED", "gaps:MED"].forEach(function (key) { equal([page.look.of(east, key).fill, page.look.of(east, key).key], [page.look.HATCH, "hatch"]); });
});
test("unknown says between what", function () { equal(page.look.of(east, "MED").words, "未知(30.0% 至 90.0%)"); });
test("a known walk within the limit is a fact although the coverage is unknown", function () {
  var other = parts();
  other.data.coverage.MED.median_minutes[1] = 15;
  equal(other.look.of(other.data.communities[1], "minutes:MED").key, 2);
});
test("no walk within twice the limit is the last class where coverage is known", function () {
  equal(page.look.of(west, "minutes:KIN"), { fill: colour("minutes_in_halves", 4), key: 4, words: "两倍时限内到不了" });
});
test("nobody to count is white and no zero", function () {
  equal([page.look.of(east, "KIN").fill, page.look.of(east, "KIN").words], [THEMES.nothing, "不适用"]);
  equal([page.look.of(nowhere, "MED").words, page.look.of(nowhere, "KIN").words, page.look.of(nowhere, "joint").words], ["没有位置", "没有居民", "没有居民"]);
});
test("people in gap and shares have the class of their value", function () {
  equal([page.look.of(west, "gaps:KIN").fill, page.look.of(west, "gaps:KIN").words], [colour("gaps", 1), "缺口居民 40 人"]);
  equal([page.look.of(west, "KIN").fill, page.look.of(west, "MED").fill, page.look.of(west, "joint").fill], [colour("coverage", 1), colour("coverage", 4), colour("joint", 2)]);
});
test("a hidden figure keeps its class and colour, in coverage and in gaps", function () {
  var open = openPage(null, function (data) { Object.assign(data.coverage.MED, { low: [0.9, 0, null], share: [0.9, null, null], high: [0.9, 1, null], gap: [50, 50, 0], few: [true, true, false] }); });
  var c = open.page.records.community("C1"), d = open.page.records.community("C2"), look = open.page.look.of;
  equal([look(c, "MED").words, look(c, "gaps:MED").words, look(d, "MED").words, look(d, "gaps:MED").words], ["90%–100%", "50 人以内", "未知", "未知"]);
});
test("between two runs what nobody can compare is hatched and says so", function () {
  var open = openPage(null, function (data) { data.scenario = { kind: "runs", other: { run: "r", day: "d" }, before: { ratings: [], coverage: {}, gaps: {} }, stars_change: [null, 1, null], newly: { MED: [null, 40, 0] }, fewer: {} }; });
  var c = open.page.records.community("C1"), d = open.page.records.community("C2"), look = open.page.look.of;
  equal([look(c, "stars_won").words, look(c, "newly:MED").words, look(d, "newly:MED").words, look(d, "fewer:MED").key], ["不能比较", "不能比较", "40 人", 0]);
  equal(texts("label.tick span").filter(function (w) { return w.indexOf("显示另一次结果") === 0; }), ["显示另一次结果(d r)"]);
});
