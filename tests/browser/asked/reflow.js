// What scrolls although it is no table, is cut off, stays in the way, or lies over something else.
() => {
  const faults = [], root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide`);
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('svg') || !element.checkVisibility()) continue;
    const {overflowX, overflowY, position} = getComputedStyle(element), name = element.outerHTML.slice(0, 100);
    const wide = element.scrollWidth > element.clientWidth + 1;
    const high = element.scrollHeight > element.clientHeight + 1;
    const is = (...values) => values.includes(overflowX) && wide || values.includes(overflowY) && high;
    const scrolls = is('auto', 'scroll');
    if (scrolls && !element.querySelector(':scope > table')) faults.push(`scrolls: ${name}`);
    if (scrolls && element.tabIndex !== 0) faults.push(`no key scrolls it: ${name}`);
    if (is('hidden', 'clip')) faults.push(`is cut off: ${name}`);
    if (['fixed', 'sticky'].includes(position)) faults.push(`stays in the way: ${name}`);
    if (element.matches('th, td, dt, dd, li, p') && wide) faults.push(`runs over its edge: ${name}`);
    const {left, right} = element.getBoundingClientRect();
    if ((right > root.clientWidth + 1 || left < -1) && !element.closest('.scroll'))
      faults.push(`leaves the page: ${name}`);
  }
  return faults;
}
