var OTHER = {
  ratings: [{ community_id: "C1", stars: 4, stars_low: 4, stars_high: 4, joint: 0.9 }],
  coverage: { MED: { low: [0.5, 0.5, null], share: [0.5, 0.5, null], high: [0.5, 0.5, null], gap: [600, 600, 0], unknown: [0, 0, 0], median_minutes: [9, 9, null], note: ["", "", "no_location"] } },
  gaps: { MED: { x: [116310], y: [39905], residents: [600], over_tenths: [10] } }
};
test("other figures are shown and those of the run come back", function () {
  var open = openPage(null), before = [fills("areas"), open.legend()];
  open.setFigures(OTHER);
  equal(fills("areas")[0], THEMES.classes.stars.classes[4].colour);
  open.setTheme("MED");
  var v = open.page.records.coverage(open.page.data.communities[0], "MED");
  equal([v.share, open.page.records.gaps("MED").length, open.page.records.gaps("MED")[0].residents], [0.5, 1, 600]);
  open.setFigures(null);
  equal([open.page.records.coverage(open.page.data.communities[0], "MED").share, open.page.records.gaps("MED").length], [1, 3]);
  open.setTheme("stars");
  equal([fills("areas"), open.legend()], before);
});
test("a category that is not given keeps the figures of the run", function () {
  var open = openPage(null), c = open.page.data.communities[0];
  open.setFigures(OTHER);
  equal([open.page.records.coverage(c, "KIN").gap, open.page.records.gaps("KIN").length], [40, 0]);
});
test("what the run says can be asked while others are shown", function () {
  var open = openPage(null), figures = open.page.figures, c = open.page.data.communities[0];
  function both() { return [c.stars, c.joint, open.page.records.coverage(c, "MED").share]; }
  equal([figures.on(), figures.before(both)], [false, [3, 0.8, 1]]);
  open.setFigures(OTHER);
  equal([figures.on(), figures.before(both), both()], [true, [3, 0.8, 1], [4, 0.9, 0.5]]);
  try { figures.before(function () { throw new Error("x"); }); } catch (e) { equal(both(), [4, 0.9, 0.5]); }
});
test("stars by a standard that is being edited come back when a scenario goes, and are none of its own", function () {
  var open = openPage(null), c = open.page.data.communities[0];
  open.setRatings([{ community_id: "C1", stars: 5, stars_low: 5, stars_high: 5 }]);
  open.setFigures(OTHER);
  equal([c.stars, open.page.figures.before(function () { return c.stars; })], [4, 3]);
  open.setFigures(null);
  equal(c.stars, 5);
  open.setFigures(OTHER);
  open.setRatings(null);
  equal(c.stars, 4);
  open.setFigures(null);
  equal(c.stars, 3);
});
