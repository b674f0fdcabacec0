import { Extension } from '@tiptap/core'
import type { Expr } from '../state/expr'

/** How a variable is shown: its words, and why it can't stay, if it can't. */
export interface FieldWords {
  label: string
  /** What is wrong with it, in words. */
  problem?: string
}

/** What nodes ask of the screen that they stand in. */
export interface EditorServices {
  fieldWords: (expr: Expr | undefined, text: string) => FieldWords
  /** A picture's data URL; "" where it is not there any more. */
  picture: (asset: string) => Promise<string>
  words: (key: 'no_picture' | 'no_label' | 'signature' | 'page_break' | 'column') => string
}

declare module '@tiptap/core' {
  interface Storage {
    services: { current: EditorServices; listeners: Set<() => void> }
  }
}

/** Keeps the services where nodes find them; nodes listen for other words. */
export const Services = Extension.create<{ services: EditorServices }>({
  name: 'services',
  addStorage() {
    return { current: this.options.services, listeners: new Set<() => void>() }
  },
})
