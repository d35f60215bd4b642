// Takes back how text was set.
() => {
  document.adoptedStyleSheets = [];
}
