// Figures of a scenario: other stars, coverage and residents in gap, shown instead of those of the run, which come back.
xcParts.figures = function (page) { // uses ratings
  "use strict";
  var data = page.data, ofRun = { coverage: data.coverage, gaps: data.gaps }, after = null, previewed = null;
  function put(figures, ratings) {
    page.ratings.set(ratings);
    data.coverage = figures ? Object.assign({}, ofRun.coverage, figures.coverage) : ofRun.coverage;
    data.gaps = figures ? Object.assign({}, ofRun.gaps, figures.gaps) : ofRun.gaps;
  }
  function set(figures) { // { ratings: as ratings.js, coverage and gaps: columns by category, as the run's data }; null: those of the run
    after = figures || null;
    put(after, after ? after.ratings : previewed);
  }
  function preview(rows) { // stars by a standard that is being edited; below a scenario, whose stars are by the standard of the run
    previewed = rows || null;
    if (!after) { page.ratings.set(previewed); }
  }
  function before(ask) { // what ask() says of the run itself, whatever is shown
    if (!after) { return ask(); }
    put(null, null);
    try { return ask(); } finally { put(after, after.ratings); }
  }
  return { set: set, preview: preview, before: before, on: function () { return Boolean(after); } };
};
