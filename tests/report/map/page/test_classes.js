var classes = xcParts.classes(THEMES, xcParts.words(null));
test("a share at a limit belongs to the class above it", function () {
  equal([0, 0.4999, 0.5, 0.75, 0.8999, 0.9, 0.9999, 1].map(function (share) { return classes.classOf("coverage", share); }), [0, 0, 1, 2, 2, 3, 3, 4]);
});
test("people at a limit belong to the class that ends there", function () {
  equal([0, 1, 50, 51, 200, 1000, 1001, 99999].map(function (n) { return classes.classOf("gaps", n); }), [0, 1, 1, 2, 2, 4, 5, 5]);
});
test("walks of 15 minutes are told in thirds, of 10 in halves", function () {
  equal(classes.of(classes.walks(15)).map(function (_, n) { return classes.walkLabel(n, 15); }), ["5 分钟以内", "5–10 分钟", "10–15 分钟(达标)", "15–22.5 分钟", "22.5–30 分钟", "超过 30 分钟(含到不了)"]);
  equal(classes.of(classes.walks(10)).map(function (_, n) { return classes.walkLabel(n, 10); }), ["5 分钟以内", "5–10 分钟(达标)", "10–15 分钟", "15–20 分钟", "超过 20 分钟(含到不了)"]);
});
test("a walk of exactly the limit is in time, one that reaches nothing is in the last class", function () {
  equal([classes.walkClass(15, 15), classes.walkClass(15.1, 15), classes.walkClass(10, 10), classes.walkClass(null, 15), classes.walkClass(null, 10)], [2, 3, 1, 5, 4]);
});
test("dots tell what is near the limit, far over it, and beyond the search", function () {
  equal([5, 5.1, 400, null].map(classes.dotColour), [THEMES.gap_dots[0].colour, THEMES.gap_dots[1].colour, THEMES.gap_dots[1].colour, THEMES.beyond_dot.colour]);
});
test("rows of the legend say their limits", function () {
  equal(classes.of("coverage").map(classes.label), ["50% 以下", "50%–75%", "75%–90%", "90%–100%", "100%"]);
  equal(classes.of("stars").map(classes.label), ["未达星级(0 星)", "★", "★★", "★★★", "★★★★", "★★★★★"]);
});
test("other limits and colours of the table are followed", function () {
  var own = xcParts.classes({ classes: { coverage: { limit_counts_in: true, classes: [{ limit: 0.3, colour: "a", words: ["x"] }, { limit: null, colour: "b", words: ["y"] }] } } }, xcParts.words(null));
  equal([0.3, 0.31, 1].map(function (v) { return own.classOf("coverage", v); }), [0, 1, 1]);
});
