// What can be read around each id: its group of rows, article or item, and where the links of its row lead.
() => Object.fromEntries(
  [...document.querySelectorAll('[id]')]
    .filter(element => !element.closest('svg') && element.checkVisibility())
    .map(element => {
      const around = element.closest('tbody, article, li') ?? element;
      const links = [...(element.closest('tr, li') ?? element).querySelectorAll('a[href]')];
      const text = [around.innerText, ...links.map(link => link.getAttribute('href'))].join(' ');
      return [element.id, text.replace(/\s+/g, ' ')];
    }),
)
