/** Converts variables of other programs: each line of the text is one; the answer has as many. */
export type Convert = (text: string) => Promise<string>

const foreign = /\{%[^{}\r\n]{1,300}?%\}|\{\{[^{}\r\n]{1,300}?\}\}/g
const ours = /\{\{\s*([^{}\r\n]{1,300}?)\s*\}\}/g

/** Whether a text may hold variables. */
export function mayHoldVariables(text: string): boolean {
  return /\{%|\{\{/.test(text)
}

/** Makes chips of the variables in clean HTML, ours and those of MiniCRM; resolves to how many were theirs. */
export async function withChips(html: string, convert: Convert) {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const found = [...new Set(read(body).flatMap((text) => text.match(foreign) ?? []))]
  const answer = found.length > 0 ? await convert(found.join('\n')).catch(() => '') : ''
  const lines = answer.split('\n')
  const known = new Map(found.map((text, i) => [text, lines[i] || text]))
  let converted = 0
  const swap = (text: string) =>
    text.replace(foreign, (field) => {
      const mine = known.get(field) ?? field
      if (mine !== field) converted++
      return mine
    })
  for (const link of body.querySelectorAll('a[href]')) {
    link.setAttribute('href', swap(link.getAttribute('href') ?? ''))
  }
  for (const node of textNodes(body)) {
    node.data = swap(node.data)
    chip(node)
  }
  return { html: body.innerHTML, converted }
}

function textNodes(body: HTMLElement): Text[] {
  body.normalize()
  const walker = body.ownerDocument.createTreeWalker(body, 4)
  const out: Text[] = []
  while (walker.nextNode()) out.push(walker.currentNode as Text)
  return out
}

function read(body: HTMLElement): string[] {
  const links = [...body.querySelectorAll('a[href]')].map((a) => a.getAttribute('href') ?? '')
  return [...links, ...textNodes(body).map((node) => node.data)]
}

function chip(node: Text): void {
  const parts: (string | Node)[] = []
  let from = 0
  for (const found of node.data.matchAll(ours)) {
    const span = node.ownerDocument.createElement('span')
    span.setAttribute('data-field', found[1] ?? '')
    span.textContent = found[0]
    parts.push(node.data.slice(from, found.index), span)
    from = found.index + found[0].length
  }
  if (parts.length > 0) node.replaceWith(...parts, node.data.slice(from))
}
