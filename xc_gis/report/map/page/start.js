// Opens the page: the data are in its JSON block, the map was made above.
(function () {
  "use strict";
  var own = window.xcWindow, words = document.getElementById("xc-words");
  if (own) { document.body.classList.add("xc-in-window"); map_main.invalidateSize({ animate: false }); }
  window.xcMap = xcParts.page(JSON.parse(document.getElementById("xc-data").textContent), map_main, own && own.t, words && JSON.parse(words.textContent));
  document.body.setAttribute("data-ready", "1");
})();
