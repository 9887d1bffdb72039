// Values of communities that the window has worked out, as a theme of its own over that of the run: { name, rows: [{ fill, words }], unknown,
// absent, of: by community { row, words }; row null: not known; absent: what is said of a community that is not named, standard: id and version where it is not that of the run }. Words are the window's.
xcWindowParts.values = function (own) { // uses run, themes
  "use strict";
  var page = own.run.page, record = null, look = page.look.of, rows = page.legend.rows, name = page.theme.name, dots = page.dots.draw;
  function entry(c) { return Object.prototype.hasOwnProperty.call(record.of, c.id) ? record.of[c.id] : null; }
  page.look.of = function (c, key) {
    if (!record) { return look(c, key); }
    var one = entry(c);
    if (!one) { return { fill: own.themes.nothing, words: record.absent, key: "none" }; }
    if (one.row === null) { return { fill: page.look.HATCH, words: one.words, key: "hatch" }; }
    return { fill: record.rows[one.row].fill, words: one.words, key: one.row };
  };
  page.theme.name = function (key) { return record ? record.name : name(key); };
  page.dots.draw = function () { // residents in gap are of another theme
    if (!record) { return dots(); }
    var was = page.state.on.gaps;
    page.state.on.gaps = false;
    try { return dots(); } finally { page.state.on.gaps = was; }
  };
  page.legend.rows = function (key, drawn) {
    if (!record) { return rows(key, drawn); }
    var counts = {};
    page.data.communities.forEach(function (c) { var at = page.look.of(c, key).key; counts[at] = (counts[at] || 0) + 1; });
    function row(mine, at) {
      return Object.assign({ fill: "", words: "", count: own.t("{} 个社区", counts[at] || 0), dot: false, ring: false, hatched: false, note: false }, mine);
    }
    var made = record.rows.map(function (one, n) { return row({ fill: one.shown, words: one.words }, n); });
    if (counts.hatch) { made.push(row({ hatched: true, words: record.unknown }, "hatch")); }
    if (counts.none) { made.push(row({ fill: own.themes.nothing, words: record.absent }, "none")); }
    return made;
  };
  function show(given) { // null: the theme of the run again
    record = given || null;
    page.frame.credit(record && record.standard || null);
    own.run.setTheme(page.state.theme);
  }
  return { show: show };
};
