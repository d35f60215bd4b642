// What would be lost, cut off or torn apart on paper, with the page as wide as the paper.
() => {
  const faults = [], root = document.documentElement;
  const name = element => element.outerHTML.slice(0, 100);
  const wide = element => element.scrollWidth > element.clientWidth + 1;
  if (root.scrollWidth > root.clientWidth) faults.push(`wider than the paper: ${root.scrollWidth}`);
  for (const element of document.querySelectorAll('bdi')) {
    const day = /^\d{1,2}\S* .{3,30} \d{4}$/.test(element.textContent);
    if (!day && element.matches('.long, .row')) continue; // a hash, an id or a row is too long for one line
    const [first, ...others] = element.getClientRects();
    if (others.some(each => each.top >= first.bottom)) faults.push(`wraps: ${name(element)}`);
  }
  for (const {tHead} of document.querySelectorAll('table'))
    if (tHead && getComputedStyle(tHead).display !== 'table-header-group')
      faults.push(`does not repeat: ${name(tHead)}`);
  for (const element of document.querySelectorAll('table, tr, th, td, dt, dd, li, p, summary, details > *')) {
    if (element.closest('nav, .filter')) continue;
    if (!element.checkVisibility({contentVisibilityAuto: true}) || !element.getClientRects().length)
      faults.push(`is not printed: ${name(element)}`);
    else if (wide(element) && !element.matches('table, tr')) faults.push(`runs over its edge: ${name(element)}`);
  }
  for (const element of document.querySelectorAll('body *')) {
    const {overflowX, overflowY} = getComputedStyle(element);
    const hides = overflowX !== 'visible' || overflowY !== 'visible';
    const high = element.scrollHeight > element.clientHeight + 1;
    if (hides && (wide(element) || high) && !element.closest('svg') && element.checkVisibility())
      faults.push(`is cut off: ${name(element)}`);
  }
  return faults;
}
