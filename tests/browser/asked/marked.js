// Everything that bears a status or a rating: of which name, with what text, and whether a shape is drawn.
names => [...document.querySelectorAll('body *')].flatMap(element => {
  const of = names.filter(name => element.classList.contains(name));
  if (!of.length || element.closest('svg') || !element.checkVisibility()) return [];
  const mark = element.matches('tbody') ? element.querySelector('[rowspan]') : element.querySelector('.s');
  const {content, inlineSize} = getComputedStyle(mark ?? element, '::before');
  const {innerText: text} = mark ?? element;
  return [{of, text, drawn: content !== 'none' && parseFloat(inlineSize) >= 8}];
})
