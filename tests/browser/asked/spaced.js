// Spaces text out as WCAG 1.4.12 says that people may.
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }
  `);
  document.adoptedStyleSheets = [sheet];
}
