// Draws the shapes of these statuses large and side by side, and gives the square of each.
names => {
  const sheet = new CSSStyleSheet(), board = document.createElement('div');
  sheet.replaceSync(`
    .board { position: fixed; inset: 0; z-index: 2; background: Canvas; font-size: 60px; line-height: 1 }
    .board .s { position: absolute; inset-block-start: 0 }
    .board .s::before { margin: 0 }
  `);
  document.adoptedStyleSheets = [sheet];
  board.className = 'board';
  document.body.append(board);
  return names.map((name, place) => {
    const mark = document.createElement('b');
    mark.className = `s ${name}`;
    board.append(mark);
    mark.style.insetInlineStart = `${place * 80 + 10}px`;
    const {x, y, width, height} = mark.getBoundingClientRect();
    return [x, y, x + Math.min(width, 60), y + Math.min(height, 60)];
  });
}
