// Where the element in focus leads, and whether it can be seen whole.
() => {
  const {activeElement: element} = document, {top, bottom} = element.getBoundingClientRect();
  return {
    to: element.getAttribute('href'),
    leads: document.querySelector(element.hash)?.localName,
    seen: top >= 0 && bottom <= innerHeight,
  };
}
