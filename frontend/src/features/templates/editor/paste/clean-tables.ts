import { all, blockTags, rename, unwrap } from './tree'

/** Makes plain grids of tables: no cells over several places, no tables within tables. */
export function cleanTables(root: HTMLElement): void {
  for (const table of all(root, 'table')) {
    if (!root.contains(table)) continue
    if (table.querySelector('table') || isLayout(table)) dissolve(table)
    else mend(table)
  }
}

/** A table that only places things: one cell in each row, or said to be so. */
function isLayout(table: HTMLElement): boolean {
  if (table.getAttribute('role') === 'presentation') return true
  const rows = all(table, 'tr')
  return rows.every((row) => row.children.length <= 1)
}

function dissolve(table: HTMLElement): void {
  const own = all(table, 'td, th').filter((cell) => cell.closest('table') === table)
  const blocks = own.map((cell) => {
    const block = table.ownerDocument.createElement('div')
    block.append(...cell.childNodes)
    return block
  })
  table.replaceWith(...blocks)
}

function mend(table: HTMLElement): void {
  const rows = all(table, 'tr').map((row) => ({ row, cells: all(row, 'td, th') }))
  for (const { row, cells } of rows) {
    for (const cell of cells) {
      const span = Math.min(20, Number(cell.getAttribute('colspan')) || 1)
      for (let i = 1; i < span; i++) cell.after(cell.ownerDocument.createElement(cell.tagName))
      if (row.closest('thead') && cell.tagName === 'TD') rename(cell, 'th')
    }
  }
  const width = Math.max(0, ...rows.map(({ row }) => row.children.length))
  for (const { row } of rows) {
    if (row.children.length === 0) row.remove()
    else while (row.children.length < width) row.append(row.ownerDocument.createElement('td'))
  }
  for (const cell of all(table, 'td, th')) onlyParagraphs(cell)
}

function onlyParagraphs(cell: HTMLElement): void {
  for (const img of all(cell, 'img, hr')) img.remove()
  for (const item of all(cell, 'li')) {
    const text = rename(item, 'p')
    if (text.parentElement?.closest('ul')) text.prepend('• ')
  }
  for (const list of all(cell, 'ul, ol').reverse()) unwrap(list)
  for (const heading of all(cell, 'h1, h2, h3')) {
    const inner = heading.ownerDocument.createElement('b')
    inner.append(...heading.childNodes)
    rename(heading, 'p').append(inner)
  }
  for (const p of all(cell, 'p')) if (p.querySelector(blockTags)) unwrap(p)
}
