/** The usual value of an attribute: one that has it is not written. */
type Attrs = Readonly<Record<string, string | number | null>>

/** Every node of a document with its attributes, as the backend reads them. */
export const nodeAttrs: Readonly<Record<string, Attrs>> = {
  doc: {},
  paragraph: { align: 'left' },
  heading: { level: null, align: 'left' },
  bulletList: {},
  orderedList: { start: 1 },
  listItem: {},
  button: { label: '', href: '', align: 'left' },
  image: { asset: '', alt: '', width: 100, href: '', align: 'left' },
  columns: {},
  column: {},
  divider: {},
  signature: {},
  table: {},
  tableRow: {},
  tableHeader: { align: 'left' },
  tableCell: { align: 'left' },
  pageBreak: {},
  text: {},
  hardBreak: {},
  field: { expr: null },
}

/** Every mark of a text with its attributes. */
export const markAttrs: Readonly<Record<string, Attrs>> = {
  bold: {},
  italic: {},
  underline: {},
  strike: {},
  link: { href: null },
  color: { color: null },
}

/** What is left to say of attributes: those of the contract that are not as usual. */
export function saidAttrs(usual: Attrs | undefined, attrs: Record<string, unknown> | undefined) {
  const said = Object.entries(attrs ?? {}).filter(
    ([name, value]) =>
      usual !== undefined && name in usual && value !== null && value !== usual[name],
  )
  return said.length > 0 ? Object.fromEntries(said) : undefined
}
