import { all, rename, styleOf } from './tree'

interface Item {
  paragraph: HTMLElement
  level: number
  ordered: boolean
  start: number
}

const bullet = /^[\s\u00a0]*[·•●▪◦○‣⁃➢§]|^[\s\u00a0]*[o-][\s\u00a0]{2,}/
const number = /^[\s\u00a0]*\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)][\s\u00a0]+/i

/** Makes real lists of the paragraphs with which Word and Outlook write lists. */
export function mendWordLists(root: HTMLElement): void {
  let run: Item[] = []
  const end = () => {
    if (run.length > 0) build(run)
    run = []
  }
  for (const paragraph of all(root, 'p, h1, h2, h3, h4, h5, h6, div')) {
    const item = itemOf(paragraph)
    const last = run.at(-1)
    if (last && nextElement(last.paragraph) !== paragraph) end()
    if (item) run.push(item)
    else end()
  }
  end()
}

function nextElement(element: Element): Element | null {
  let next = element.nextSibling
  while (next && next.nodeType !== 1 && next.textContent?.trim() === '') next = next.nextSibling
  return next as Element | null
}

function itemOf(paragraph: HTMLElement): Item | undefined {
  const said = styleOf(paragraph, 'mso-list')
  const named = /\bMsoList(Paragraph|Bullet|Number)/i.test(paragraph.className)
  if ((!said && !named) || paragraph.querySelector('p, div')) return undefined
  if (said === 'none') return undefined
  const marker = markerOf(paragraph)
  if (!said && marker === '') return undefined
  const found = number.exec(`${marker} `)
  const level = Number(/level(\d)/.exec(said)?.[1] ?? 1)
  return { paragraph, level, ordered: found !== null, start: Number(found?.[1]) || 1 }
}

/** Takes away and returns what stands before the text of a point: "·", "2)". */
function markerOf(paragraph: HTMLElement): string {
  const ignored = all(paragraph, 'span').find((s) => styleOf(s, 'mso-list') === 'ignore')
  if (ignored) {
    const marker = ignored.textContent ?? ''
    ignored.remove()
    return marker
  }
  const text = paragraph.textContent ?? ''
  const marker = bullet.exec(text)?.[0] ?? number.exec(text)?.[0] ?? ''
  let left = marker.length
  const walker = paragraph.ownerDocument.createTreeWalker(paragraph, 4)
  for (let node = walker.nextNode(); node && left > 0; node = walker.nextNode()) {
    const now = node.nodeValue ?? ''
    node.nodeValue = now.slice(left)
    left -= Math.min(left, now.length)
  }
  return marker
}

function build(items: Item[]): void {
  const first = items[0]
  if (!first) return
  const place = first.paragraph.ownerDocument.createComment('')
  first.paragraph.before(place)
  const open: { list: HTMLElement; level: number }[] = []
  let before: HTMLElement = first.paragraph
  for (const item of items) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > item.level) open.pop()
    let top = open.at(-1)
    const other = top?.level === item.level && top.list.tagName !== (item.ordered ? 'OL' : 'UL')
    if (other) {
      open.pop()
      top = open.at(-1)
    }
    if (!top || top.level < item.level) {
      const list = listOf(item)
      if (top) before.append(list)
      else place.before(list)
      top = { list, level: item.level }
      open.push(top)
    }
    before = rename(item.paragraph, 'li')
    top.list.append(before)
  }
  place.remove()
}

function listOf({ paragraph, ordered, start }: Item): HTMLElement {
  const list = paragraph.ownerDocument.createElement(ordered ? 'ol' : 'ul')
  if (ordered && start > 1) list.setAttribute('start', String(start))
  return list
}
