// Texts below 7 to 1 on their ground, shapes and outlines of what has the focus below 3 to 1; and how many of each.
() => {
  const parts = colour => colour.match(/[\d.]+/g).map(Number);
  const luminance = colour => {
    const [r, g, b] = parts(colour).slice(0, 3).map(part => part / 255)
      .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + .05) / (dark + .05);
  };
  const ground = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (parts(colour)[3] !== 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const faults = [];
  let texts = 0, shapes = 0, stops = 0;
  const demand = (least, what, colour, element) => {
    const on = ground(element), found = contrast(colour, on);
    if (!(found >= least)) faults.push(`${what}: ${colour} on ${on} is ${found.toFixed(2)} to 1`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim().slice(0, 60), element = walker.currentNode.parentElement;
    if (!text || !element.checkVisibility() || element.closest('script, style, svg > title')) continue;
    const {color, fill, opacity} = getComputedStyle(element);
    demand(7, text, element.closest('svg') ? fill : color, element);
    if (opacity !== '1') faults.push(`${text}: shines through`);
    texts += 1;
  }
  for (const element of document.querySelectorAll('body *')) {
    const {content, borderTopColor} = getComputedStyle(element, '::before');
    if (content === 'none' || !element.checkVisibility()) continue;
    demand(3, `shape of ${element.className}`, borderTopColor, element);
    shapes += 1;
  }
  for (const element of document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')) {
    element.focus({focusVisible: true, preventScroll: true});
    if (document.activeElement !== element) continue;
    const {outlineColor, outlineStyle, outlineWidth} = getComputedStyle(element);
    demand(3, `outline of ${element.textContent.trim().slice(0, 60)}`, outlineColor, element.parentElement);
    if (outlineStyle !== 'solid' || parseFloat(outlineWidth) < 2)
      faults.push(`no outline: ${element.outerHTML.slice(0, 100)}`);
    stops += 1;
  }
  return {faults, texts, shapes, stops};
}
