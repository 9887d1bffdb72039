// What stands around the map: the credits below it, the scale, and the words of the page itself in the language that is spoken.
xcParts.frame = function (page) { // uses map, words
  "use strict";
  var map = page.map, t = page.words.t, MARKUP = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  if (page.words.latin) {
    ["xc-north", "xc-mark", "xc-water"].forEach(function (id) { var e = document.getElementById(id); if (e) { e.textContent = t(e.textContent); } });
    document.querySelectorAll("[data-say]").forEach(function (e) { // a label for who does not see it, a hint in a field, or the text itself
      var sentence = t(e.getAttribute("data-say"));
      if (e.hasAttribute("aria-label")) { e.setAttribute("aria-label", sentence); }
      if (e.placeholder !== undefined) { e.placeholder = sentence; } else if (!e.hasAttribute("aria-label")) { e.textContent = sentence; }
    });
    document.querySelectorAll("[data-en]").forEach(function (e) { e.textContent = e.getAttribute("data-en") || e.textContent; });
    document.documentElement.lang = "en";
    document.body.classList.add("xc-latin");
  }
  var shown = "", STANDARD = "标准 {} {}";
  function credit(standard) { // id and version of the standard whose ratings are shown; null: those of the run
    var said = page.data.credit.map(function (one) { return t.apply(null, one[0] === STANDARD && standard ? [one[0]].concat(standard) : one); });
    map.attributionControl.removeAttribution(shown);
    shown = said.join(" · ").replace(/[&<>]/g, function (sign) { return MARKUP[sign]; });
    map.attributionControl.addAttribution(shown);
  }
  map.attributionControl.setPrefix(false);
  credit(null);
  L.control.scale({ imperial: false, maxWidth: 160 }).addTo(map);
  return { credit: credit };
};
