// Which stop has the focus, whether its outline is drawn, and whether it is in view.
() => {
  const element = document.activeElement, {outlineStyle, outlineWidth} = getComputedStyle(element);
  const {top, bottom, left, right} = element.getClientRects()[0] ?? element.getBoundingClientRect();
  return {
    place: stops.indexOf(element),
    drawn: outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2,
    seen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    is: element.outerHTML.slice(0, 100),
  };
}
