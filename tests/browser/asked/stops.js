// Remembers all that the Tab key has to reach, in the order of the page, and gives their number.
() => {
  window.stops = [...document.querySelectorAll(
    'a[href], button, input, summary, select, textarea, [tabindex="0"]',
  )].filter(each => each.checkVisibility({visibilityProperty: true}));
  return stops.length;
}
