// Classes of the themes: which one a value belongs to, and what its row in the legend says. Limits and colours come with the data.
xcParts.classes = function (themes, words) {
  "use strict";
  var t = words.t, EXACT = 1e-9; // a walk of exactly the limit is in time, whatever dividing it has done
  function of(name) { return themes.classes[name].classes; }
  function classOf(name, value) {
    var theme = themes.classes[name], n = 0;
    while (n < theme.classes.length - 1) {
      var limit = theme.classes[n].limit;
      if (value < limit || (theme.limit_counts_in && value === limit)) { return n; }
      n += 1;
    }
    return n;
  }
  // walks by their share of the limit: in thirds of 15 minutes, in halves of 5 and 10, so that the legend counts in whole minutes
  function walks(limit) { return limit % 3 === 0 ? "minutes_in_thirds" : "minutes_in_halves"; }
  function walkClass(minutes, limit) { // null: none is reached
    return minutes === null ? of(walks(limit)).length - 1 : classOf(walks(limit), minutes / limit - EXACT);
  }
  function label(row) { return t.apply(null, row.words); }
  function walkLabel(n, limit) {
    var rows = of(walks(limit)), to = words.number(rows[n].limit * limit);
    if (n === 0) { return t("{} 分钟以内", to); }
    var from = words.number(rows[n - 1].limit * limit);
    if (n === rows.length - 1) { return t("超过 {} 分钟(含到不了)", from); }
    return rows[n].limit === 1 ? t("{}–{} 分钟(达标)", from, to) : t("{}–{} 分钟", from, to);
  }
  function dotColour(over) { // of residents in gap, by minutes over the limit; null: beyond the search
    if (over === null) { return themes.beyond_dot.colour; }
    return themes.gap_dots.filter(function (dot) { return dot.limit === null || over <= dot.limit; })[0].colour;
  }
  return { of: of, classOf: classOf, walks: walks, walkClass: walkClass, label: label, walkLabel: walkLabel, dotColour: dotColour };
};
