import { readAddress } from '../state/address'
import { cleanTables } from './clean-tables'
import { all, blockTags, rename, styleOf, unwrap } from './tree'
import { mendWordLists } from './word-lists'

/** What was pasted, cleaned. */
export interface Cleaned {
  html: string
  /** Pictures that lie elsewhere and were left out. */
  dropped: number
  /** Data URLs of the pictures that came along; `<img data-picture="0">` stands for the first. */
  pictures: string[]
}

const gone = new Set(
  'script,style,link,meta,title,base,xml,iframe,frame,object,embed,applet,svg,math,input,button,select,textarea,audio,video,canvas,template,noscript,head,v:shape,v:imagedata'.split(
    ',',
  ),
)
const names: Record<string, string> = {
  strong: 'b',
  em: 'i',
  ins: 'u',
  del: 's',
  strike: 's',
  h4: 'h3',
  h5: 'h3',
  h6: 'h3',
  pre: 'p',
  blockquote: 'div',
  address: 'div',
  dt: 'p',
  dd: 'p',
}
const kept = new Set('p,h1,h2,h3,ul,ol,li,b,i,u,s,a,br,table,tbody,tr,td,th,img,hr,div'.split(','))

/** Keeps of a page's, a letter's or Word's HTML what a document can say, and nothing else. */
export function cleanHtml(html: string): Cleaned {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const pictures: string[] = []
  for (const node of comments(body)) node.remove()
  for (const element of all(body, '*'))
    if (gone.has(element.tagName.toLowerCase())) element.remove()
  for (const hidden of all(body, '[hidden], [style]')) if (isHidden(hidden)) hidden.remove()
  mendWordLists(body)
  for (const span of all(body, 'span, font, b, strong, i, em')) marksOf(span)
  for (const element of all(body, '*')) {
    const tag = element.tagName.toLowerCase()
    const name = names[tag] ?? tag
    if (!kept.has(name)) unwrap(element)
    else if (name !== tag) keepAlign(element, rename(element, name))
  }
  const dropped = takePictures(body, pictures)
  cleanTables(body)
  for (const link of all(body, 'a')) cleanLink(link)
  for (const element of all(body, '*')) cleanAttributes(element)
  tidySpaces(body)
  asParagraphs(body)
  for (const p of all(body, 'p, h1, h2, h3, li, div')) if (isEmpty(p)) p.remove()
  return { html: body.innerHTML, dropped, pictures }
}

function comments(root: HTMLElement): ChildNode[] {
  const walker = root.ownerDocument.createTreeWalker(root, 128)
  const out: ChildNode[] = []
  while (walker.nextNode()) out.push(walker.currentNode as ChildNode)
  return out
}

function isHidden(element: HTMLElement): boolean {
  if (element.hasAttribute('hidden')) return true
  return styleOf(element, 'display') === 'none' || styleOf(element, 'mso-hide') === 'all'
}

/** Says with elements what was said with styles; what is only a wrapper vanishes later. */
function marksOf(element: HTMLElement): void {
  const weight = styleOf(element, 'font-weight')
  const is = (tag: string) => element.closest(tag) !== null
  const line = styleOf(element, 'text-decoration') + styleOf(element, 'text-decoration-line')
  const wanted = [
    (weight === 'bold' || Number(weight) >= 600) && !is('b, strong') && 'b',
    styleOf(element, 'font-style') === 'italic' && !is('i, em') && 'i',
    line.includes('underline') && !is('u, a') && !element.querySelector('a') && 'u',
    line.includes('line-through') && !is('s, strike, del') && 's',
  ]
  for (const tag of wanted) {
    if (!tag) continue
    const mark = element.ownerDocument.createElement(tag)
    mark.append(...element.childNodes)
    element.append(mark)
  }
  const plain = weight === 'normal' || weight === '400'
  const bold = element.localName === 'b' || element.localName === 'strong'
  if (bold && plain) unwrap(element)
}

function keepAlign(from: Element, to: Element): void {
  const align = styleOf(from, 'text-align') || from.getAttribute('align')
  if (align) to.setAttribute('align', align)
}

function takePictures(root: HTMLElement, pictures: string[]): number {
  let dropped = 0
  for (const img of all(root, 'img')) {
    const src = img.getAttribute('src') ?? ''
    const tiny = [img.getAttribute('width'), img.getAttribute('height')].some((n) => n === '1')
    if (/^data:image\/(png|jpe?g|gif|webp|bmp);base64,/i.test(src) && !tiny) {
      img.setAttribute('data-picture', String(pictures.length))
      pictures.push(src)
    } else {
      if (!tiny) dropped++
      img.remove()
    }
  }
  return dropped
}

/** Keeps links that can be followed; detours of mail programs are taken away. */
function cleanLink(link: HTMLElement): void {
  const read = readAddress(direct(link.getAttribute('href') ?? ''))
  if ('href' in read && (link.textContent ?? '').trim() !== '') link.setAttribute('href', read.href)
  else unwrap(link)
}

function direct(href: string): string {
  try {
    const url = new URL(href)
    const safe = /(^|\.)safelinks\.protection\.outlook\.com$/.test(url.hostname)
    const google = /^www\.google\.[a-z.]+$/.test(url.hostname) && url.pathname === '/url'
    const inner = safe ? url.searchParams.get('url') : google ? url.searchParams.get('q') : null
    return inner ?? href
  } catch {
    return href
  }
}

function cleanAttributes(element: HTMLElement): void {
  const align = styleOf(element, 'text-align') || element.getAttribute('align')
  for (const { name } of [...element.attributes]) {
    const keep =
      (name === 'href' && element.localName === 'a') ||
      (name === 'start' && element.localName === 'ol') ||
      name === 'data-picture' ||
      (name === 'alt' && element.localName === 'img')
    if (!keep) element.removeAttribute(name)
  }
  const where = align === 'center' || align === 'right' ? align : ''
  if (where && /^(p|h[1-3]|td|th)$/.test(element.localName)) {
    element.setAttribute('data-align', where)
  }
}

function tidySpaces(root: HTMLElement): void {
  const walker = root.ownerDocument.createTreeWalker(root, 4)
  while (walker.nextNode()) {
    const node = walker.currentNode
    node.nodeValue = (node.nodeValue ?? '')
      .replace(/[\u200b\ufeff]/g, '')
      .replace(/[\s\u00a0]+/g, ' ')
  }
}

/** Gives text between blocks a paragraph; boxes that hold only blocks vanish. */
function asParagraphs(root: HTMLElement): void {
  for (const div of all(root, 'div').reverse()) {
    if (div.closest('li, td, th')) {
      if (!div.querySelector(blockTags)) rename(div, 'p')
      else unwrap(div)
    } else if (div.querySelector(blockTags)) {
      loose(div)
      unwrap(div)
    } else if (!div.querySelector('img')) rename(div, 'p')
    else unwrap(div)
  }
  if (root.querySelector(':scope > p, :scope > ul, :scope > ol, :scope > table')) loose(root)
}

function loose(parent: HTMLElement): void {
  let p: HTMLElement | undefined
  for (const child of [...parent.childNodes]) {
    const block =
      child instanceof Element && (child.matches(blockTags) || child.matches('div, img'))
    if (block) p = undefined
    else if (!p && child.nodeName === 'BR') child.remove()
    else if (p || (child.textContent ?? '').trim() !== '') {
      if (!p) {
        p = parent.ownerDocument.createElement('p')
        child.before(p)
      }
      p.append(child)
    }
  }
}

function isEmpty(element: HTMLElement): boolean {
  if (element.closest('td, th')) return false
  return (
    (element.textContent ?? '').trim() === '' &&
    !element.querySelector('img, hr, table, [data-field]')
  )
}
