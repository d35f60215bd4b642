// What axe finds on the page: faults, what it leaves undecided, and which rules it tried.
async options => {
  const found = await axe.run(document, options);
  const told = results => results.flatMap(({id, nodes}) => nodes.map(({html, any, all, none}) =>
    `${id}: ${html.slice(0, 200)}: ${[...any, ...all, ...none].map(check => check.message).join('; ')}`));
  return {
    faults: told(found.violations),
    undecided: told(found.incomplete),
    tried: [...found.passes, ...found.incomplete].map(rule => rule.id),
  };
}
