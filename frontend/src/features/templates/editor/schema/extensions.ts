import type { Extensions } from '@tiptap/core'
import { Placeholder } from '@tiptap/extensions'
import StarterKit from '@tiptap/starter-kit'
import { Paste, type PasteServices } from '../paste/paste'
import type { DocKind } from '../state/doc'
import { Suggest } from '../suggest/suggest-plugin'
import { Alignment } from './align'
import { Button, Column, Columns, Divider, Document, PageBreak, Picture, Signature } from './blocks'
import { Color, Field, Link } from './inline'
import { Keys } from './keys'
import { ListItem } from './lists'
import { OpenSettings } from './open-settings'
import { type EditorServices, Services } from './services'
import { Table, TableCell, TableHeader, TableRow } from './table'

const unused: PasteServices = {
  convert: async (text) => text,
  addPicture: async () => undefined,
  told: () => {},
  added: () => {},
}

/** What the editor of a kind of document knows: its nodes, marks and keys. */
export function extensionsOf(
  kind: DocKind,
  services: EditorServices,
  placeholder: () => string,
  paste: () => PasteServices = () => unused,
): Extensions {
  return [
    Services.configure({ services }),
    StarterKit.configure({
      document: false,
      blockquote: false,
      code: false,
      codeBlock: false,
      horizontalRule: false,
      listItem: false,
      link: false,
      trailingNode: false,
      heading: { levels: [1, 2, 3] },
      dropcursor: { width: 2, color: 'var(--mantine-color-indigo-6)' },
    }),
    Document,
    ListItem,
    Alignment,
    Link,
    Color,
    Field,
    Button,
    Picture,
    Divider,
    Signature,
    Columns,
    Column,
    Table,
    TableRow,
    TableHeader,
    TableCell,
    Keys,
    OpenSettings,
    Suggest,
    Paste.configure({ paste }),
    Placeholder.configure({ placeholder, includeChildren: false }),
    PageBreak.configure({ kind }),
  ]
}
