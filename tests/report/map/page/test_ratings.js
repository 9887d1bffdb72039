test("other stars are shown, and those of the run come back", function () {
  var data = smallData(), ratings = xcParts.ratings({ data: data });
  ratings.set([{ community_id: "C1", stars: 5, stars_low: 5, stars_high: 5 }]);
  equal(data.communities.map(function (c) { return c.stars; }), [5, 2, null]);
  equal(data.communities[0].score, 71.25); // what is not said stays
  ratings.set([{ community_id: "C2", stars: null }]);
  equal(data.communities.map(function (c) { return c.stars; }), [3, null, null]);
  ratings.set(null);
  equal(data.communities.map(function (c) { return c.stars; }), [3, 2, null]);
});
test("an identifier may be any word", function () {
  var data = smallData(), ratings = xcParts.ratings({ data: data });
  data.communities[0].id = "constructor";
  ratings.set([]);
  equal(data.communities[0].stars, 3);
});
