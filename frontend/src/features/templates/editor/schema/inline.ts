import { InputRule, Mark, mergeAttributes, Node } from '@tiptap/core'
import { chipView } from './chip-view'

/** A link: text that leads somewhere. */
export const Link = Mark.create({
  name: 'link',
  inclusive: false,
  priority: 1000,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: 'a[href]:not([data-button])',
      getAttrs: (e) =>
        /^(https?:|mailto:|tel:|\{\{)/i.test(e.getAttribute('href') ?? '') ? null : false,
    },
  ],
  renderHTML: ({ HTMLAttributes }) => [
    'a',
    mergeAttributes(HTMLAttributes, { rel: 'noreferrer' }),
    0,
  ],
})

/** Coloured text. */
export const Color = Mark.create({
  name: 'color',
  addAttributes: () => ({
    color: {
      default: null,
      parseHTML: (e: HTMLElement) => e.getAttribute('data-color'),
      renderHTML: ({ color }: { color?: string }) => ({
        'data-color': color,
        style: `--text-color: ${color}`,
      }),
    },
  }),
  parseHTML: () => [
    {
      tag: 'span[data-color]',
      getAttrs: (e) => (/^#[0-9a-f]{6}$/i.test(e.getAttribute('data-color') ?? '') ? null : false),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0],
})

/** A variable as a chip. */
export const Field = Node.create({
  name: 'field',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({
    expr: {
      default: '',
      parseHTML: (e: HTMLElement) => e.getAttribute('data-field'),
      renderHTML: ({ expr }: { expr?: string }) => ({ 'data-field': expr }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-field]' }],
  renderHTML: ({ node, HTMLAttributes }) => ['span', HTMLAttributes, `{{${node.attrs.expr}}}`],
  renderText: ({ node }) => `{{${node.attrs.expr}}}`,
  addNodeView: () => chipView,
  addInputRules() {
    return [
      new InputRule({
        find: /\{\{\s*([^{}]{1,300}?)\s*\}\}$/,
        handler: ({ state, range, match }) => {
          state.tr.replaceWith(range.from, range.to, this.type.create({ expr: match[1] }))
        },
      }),
    ]
  },
})
