import { mergeAttributes, Node, nodeInputRule } from '@tiptap/core'
import type { DocKind } from '../state/doc'
import { buttonView, markView } from './block-views'
import { pictureView } from './picture-view'

const data = (name: string, usual: string | number = '') => ({
  default: usual,
  parseHTML: (e: HTMLElement) => {
    const said = e.getAttribute(`data-${name}`)
    return said === null ? usual : typeof usual === 'number' ? Number(said) || usual : said
  },
  renderHTML: (attrs: Record<string, unknown>) => ({ [`data-${name}`]: attrs[name] }),
})

const block = { group: 'block', atom: true, selectable: true, draggable: false } as const

/** A link that looks like a button. */
export const Button = Node.create({
  name: 'button',
  ...block,
  addAttributes: () => ({ label: data('label'), href: data('href') }),
  parseHTML: () => [{ tag: 'a[data-button]', priority: 100 }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'a',
    mergeAttributes(HTMLAttributes, { 'data-button': '' }),
    node.attrs.label,
  ],
  renderText: ({ node }) => node.attrs.label,
  addNodeView: () => buttonView,
})

/** A picture that was added to the workspace. */
export const Picture = Node.create({
  name: 'image',
  ...block,
  addAttributes: () => ({
    asset: data('asset'),
    alt: {
      ...data('alt'),
      parseHTML: (e: HTMLElement) => e.getAttribute('data-alt') ?? e.getAttribute('alt') ?? '',
    },
    width: data('width', 100),
    href: data('href'),
  }),
  parseHTML: () => [{ tag: 'img[data-asset]' }],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
  renderText: ({ node }) => node.attrs.alt,
  addNodeView: () => pictureView,
})

/** A line across. */
export const Divider = Node.create({
  name: 'divider',
  ...block,
  parseHTML: () => [{ tag: 'hr:not([data-page])' }],
  renderHTML: () => ['hr'],
  addInputRules() {
    return [nodeInputRule({ find: /^(?:---|—-)$/, type: this.type })]
  },
})

/** The signature of the card's owner. */
export const Signature = Node.create({
  name: 'signature',
  ...block,
  parseHTML: () => [{ tag: 'div[data-signature]' }],
  renderHTML: () => ['div', { 'data-signature': '' }],
  addNodeView: () => markView('signature'),
})

/** Where a new page of a PDF begins. */
export const PageBreak = Node.create<{ kind: DocKind }>({
  name: 'pageBreak',
  ...block,
  group: 'top',
  parseHTML() {
    return this.options.kind === 'pdf' ? [{ tag: 'hr[data-page]' }] : []
  },
  renderHTML: () => ['hr', { 'data-page': '' }],
  addNodeView: () => markView('page_break'),
})

/** Two or three columns beside each other. */
export const Columns = Node.create({
  name: 'columns',
  group: 'top',
  content: 'column{2,3}',
  isolating: true,
  parseHTML: () => [{ tag: 'div[data-columns]' }],
  renderHTML: () => ['div', { 'data-columns': '' }, 0],
})

/** One of the columns. */
export const Column = Node.create({
  name: 'column',
  content: 'block+',
  isolating: true,
  parseHTML: () => [{ tag: 'div[data-column]' }],
  renderHTML: () => ['div', { 'data-column': '' }, 0],
})

/** The document: blocks, and on top of it what stands nowhere else. */
export const Document = Node.create({ name: 'doc', topNode: true, content: '(block | top)+' })
