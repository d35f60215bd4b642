// Tries what a page of ours must never be able to do, and notes each time that its policy forbids it.
elsewhere => {
  window.forbidden = 0;
  addEventListener('securitypolicyviolation', () => { window.forbidden += 1; });
  const add = (tag, made) => document.body.append(Object.assign(document.createElement(tag), made));
  const attempts = [
    () => add('script', {text: 'window.ran = true'}),
    () => add('style', {textContent: 'body { color: red }'}),
    () => add('img', {src: elsewhere}),
    () => add('iframe', {src: elsewhere}),
    () => fetch(elsewhere).catch(() => null),
  ];
  for (const attempt of attempts) attempt();
  return attempts.length;
}
