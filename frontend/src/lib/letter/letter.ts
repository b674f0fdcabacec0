import { emailPage } from './email-page'

/** A link of a letter: its words and where it leads. */
export interface LetterLink {
  text: string
  href: string
}

/** A letter made ready to be looked at. */
export interface Letter {
  /** For a sandboxed frame. */
  page: string
  links: LetterLink[]
}

interface Looks {
  dark: boolean
  /** Data URLs of pictures by their ids: "asset_1f". */
  pictures: Record<string, string>
}

/**
 * Makes a rendered letter ready to be looked at: its pictures stand in it, its
 * links lead nowhere but say where they would, and it is as light or dark as asked.
 */
export function letterOf(html: string, { dark, pictures }: Looks): Letter {
  const doc = new DOMParser().parseFromString(html, 'text/html')
  for (const img of doc.querySelectorAll('img')) {
    const id = /^cid:(.+)$/.exec(img.getAttribute('src') ?? '')?.[1] ?? ''
    img.setAttribute('src', pictures[id] ?? '')
  }
  const links: LetterLink[] = []
  for (const a of doc.querySelectorAll('a[href]')) {
    const href = a.getAttribute('href') ?? ''
    const picture = a.querySelector('img')?.getAttribute('alt') ?? ''
    const text = (a.textContent ?? '').trim() || picture || href
    if (!links.some((l) => l.href === href && l.text === text)) links.push({ text, href })
    a.removeAttribute('href')
    a.removeAttribute('target')
    a.setAttribute('title', href)
  }
  for (const style of doc.querySelectorAll('style')) {
    style.textContent = schemed(style.textContent ?? '', dark)
  }
  for (const meta of doc.querySelectorAll('meta[name="color-scheme"]')) {
    meta.setAttribute('content', dark ? 'dark' : 'light')
  }
  return { page: emailPage(`<!DOCTYPE html>${doc.documentElement.outerHTML}`), links }
}

/** Which pictures a letter shows. */
export function picturesIn(html: string): string[] {
  return [...new Set([...html.matchAll(/src="cid:([\w-]+)"/g)].map(([, id]) => id ?? ''))]
}

/** Decides what the reader's program would: the frame has no wish of its own. */
function schemed(css: string, dark: boolean): string {
  return css
    .replace(
      /@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)/g,
      dark ? '@media all' : '@media not all',
    )
    .replace(/color-scheme:\s*light dark/g, `color-scheme: ${dark ? 'dark' : 'light'}`)
}
