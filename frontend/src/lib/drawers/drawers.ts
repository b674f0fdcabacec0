import type { crm } from '@wails/go/models'
import { createContext, useContext } from 'react'

/** Details that any feature may open in the right drawer; `app/drawers.tsx` knows who draws them. */
export type DrawerTarget =
  | { kind: 'why'; card: string; sequence: string }
  /** Of a card and a filter, or a draft of one; what is "" is chosen in the drawer. */
  | { kind: 'why_filter'; card: string; filter: string; tree?: crm.Group }
  | { kind: 'card'; id: string }
  | { kind: 'contact'; id: string }
  /** A person of that company, if one is named. */
  | { kind: 'new_contact'; company?: string }
  | { kind: 'message'; id: string }
  /** Without a task a new one; without a card the form asks for it. */
  | { kind: 'task'; card: string; task?: Pick<crm.Task, 'id'> }
  | { kind: 'reminders' }
  | { kind: 'problems' }
  | { kind: 'keys' }

export type OpenDrawer = (target: DrawerTarget | undefined) => void

export const DrawerContext = createContext<OpenDrawer>(() => {})

/** Opens a drawer over whatever is shown; undefined closes it. */
export function useOpenDrawer(): OpenDrawer {
  return useContext(DrawerContext)
}
