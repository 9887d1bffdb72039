// Stars of another standard that is being edited, or of a scenario: shown instead of those of the run, which come back.
xcParts.ratings = function (page) {
  "use strict";
  var RATED = ["stars", "stars_low", "stars_high", "score", "score_low", "score_high", "provisional", "joint_low", "joint", "joint_high"];
  function set(rows) { // { community_id, stars, … }; null or none: those of the run
    var given = Object.create(null); // an identifier may be any word
    (rows || []).forEach(function (r) { given[r.community_id] = r; });
    page.data.communities.forEach(function (c) {
      if (!c.rated) { c.rated = {}; RATED.forEach(function (key) { c.rated[key] = c[key]; }); }
      var r = given[c.id];
      RATED.forEach(function (key) { c[key] = r && r[key] !== undefined ? r[key] : c.rated[key]; });
    });
  }
  return { set: set };
};
