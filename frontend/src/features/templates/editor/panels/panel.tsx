import { Popover } from '@mantine/core'
import type { Editor } from '@tiptap/react'
import { type ReactNode, useState } from 'react'
import { spotOfNode } from '../anchor'
import { beginAtInput } from './begin-at-input'
import classes from './panel.module.css'

interface PanelProps {
  editor: Editor
  /** Where the chip or block begins. */
  pos: number
  label: string
  onClose: () => void
  children: ReactNode
}

/** The settings of a chip or block, beside it; Esc leads back to the text. */
export function Panel({ editor, pos, label, onClose, children }: PanelProps) {
  const [spot] = useState(() => spotOfNode(editor, pos))
  if (!spot) return null
  return (
    <Popover
      opened
      trapFocus
      withRoles={false}
      position="bottom"
      shadow="md"
      width={340}
      transitionProps={{ duration: 0 }}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Popover.Target>
        <span className={classes.anchor} style={spot} />
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-label={label}
        className={classes.panel}
        onKeyDown={(e) => {
          if (e.key !== 'Escape' || e.defaultPrevented) return
          e.stopPropagation()
          onClose()
        }}
      >
        <div ref={beginAtInput}>{children}</div>
      </Popover.Dropdown>
    </Popover>
  )
}
