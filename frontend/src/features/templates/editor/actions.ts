import type { DocKind } from './state/doc'

/** What the tools and menus can start besides changing the document at once. */
export interface Actions {
  kind: DocKind
  /** Opens the dialog of the link at the caret. */
  link: () => void
  /** Asks for a picture's file and puts it in. */
  picture: () => void
  /** Opens the settings of the block or chip that is selected. */
  settings: () => void
  /** Shows the keys. */
  help: () => void
}
