// Parts of the page: elements with text (never markup), boxes at the pointer, panes of the map.
xcParts.elements = function (map) {
  "use strict";
  function el(tag, cls, content) {
    var e = document.createElement(tag);
    if (cls) { e.className = cls; }
    if (content !== undefined) { e.textContent = content; }
    return e;
  }
  function tip(title, lines) { // lines that are empty are left away
    var box = el("div", "xc-tip");
    box.appendChild(el("b", "", title));
    lines.forEach(function (line) { if (line) { box.appendChild(el("div", "", line)); } });
    return box;
  }
  function pane(name, z, silent) { // silent: lets clicks through
    var made = map.getPane(name) || map.createPane(name);
    made.style.zIndex = z;
    if (silent) { made.style.pointerEvents = "none"; }
    return name;
  }
  return { el: el, tip: tip, pane: pane };
};
