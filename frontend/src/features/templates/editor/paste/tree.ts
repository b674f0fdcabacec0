/** The elements below an element, in order, as they are now. */
export function all(root: ParentNode, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)]
}

/** Leaves what is in an element in its place. */
export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes)
}

/** Gives an element another name; its attributes are not kept. */
export function rename(element: Element, tag: string): HTMLElement {
  const other = element.ownerDocument.createElement(tag)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

/** Puts an element of a name around everything in an element. */
export function wrapInside(element: Element, tag: string): void {
  const inner = element.ownerDocument.createElement(tag)
  inner.append(...element.childNodes)
  element.append(inner)
}

/** One property of an inline style, as it is written; "" where it is not. */
export function styleOf(element: Element, property: string): string {
  const found = new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, 'i')
  return (
    found
      .exec(element.getAttribute('style') ?? '')?.[1]
      ?.trim()
      .toLowerCase() ?? ''
  )
}

/** Names of elements that stand on lines of their own. */
export const blockTags = 'p,h1,h2,h3,ul,ol,table,hr,div[data-signature],a[data-button]'
