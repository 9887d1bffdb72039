function changes(data) { // C1 gains a star and 60 people in MED, C2 loses two stars and 700 people, C3 is not rated
  data.scenario = {
    stars_change: [1, -2, null], newly: { MED: [60, 0, 0] }, fewer: { MED: [0, 700, 0] },
    before: { ratings: [{ community_id: "C1", stars: 2, stars_low: 2, stars_high: 2 }], coverage: {}, gaps: {} }
  };
}
function keys() { return Array.from(document.getElementById("xc-theme").options).map(function (o) { return o.value; }); }
test("a page without a scenario has nothing of it", function () {
  var open = openPage(null);
  equal([document.getElementById("xc-before"), keys().indexOf("stars_won"), open.page.theme.isTheme("newly:MED")], [null, -1, false]);
});
test("themes show who gains, who loses, and stars", function () {
  var open = openPage(null, changes), classes = THEMES.classes;
  ok(["stars_won", "stars_lost", "newly:MED", "fewer:MED"].every(function (key) { return keys().indexOf(key) >= 0; }));
  equal(keys().indexOf("newly:KIN"), -1);
  open.setTheme("newly:MED");
  equal(fills("areas").slice(0, 2), [classes.newly.classes[2].colour, classes.newly.classes[0].colour]);
  open.setTheme("fewer:MED");
  equal(fills("areas").slice(0, 2), [classes.fewer.classes[0].colour, classes.fewer.classes[4].colour]);
  open.setTheme("stars_won");
  equal(fills("areas").slice(0, 2), [classes.stars_won.classes[1].colour, classes.stars_won.classes[0].colour]);
  open.setTheme("stars_lost");
  equal(open.page.look.of(open.page.data.communities[1], "stars_lost").key, 2);
  equal(open.page.look.of(open.page.data.communities[2], "stars_lost").key, "hatch");
  ok(open.legend().length >= 4);
});
test("a tick shows the study as it was, and takes it back", function () {
  var open = openPage(null, changes), tick = document.getElementById("xc-before"), c = open.page.data.communities[0], now = c.stars;
  tick.click();
  equal(c.stars, 2);
  tick.click();
  equal(c.stars, now);
});
test("in the window there is no tick of its own", function () {
  openPage(xcParts.words(null).t, changes);
  equal(document.getElementById("xc-before"), null);
});
