import { Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconGripVertical,
  IconTrash,
} from '@tabler/icons-react'
import { Selection } from '@tiptap/pm/state'
import { type Editor, useEditorState } from '@tiptap/react'
import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { moveTo } from '../state/move'
import classes from './block-handle.module.css'
import { blockAt, boxOf, gapAt, useHovered } from './block-places'

interface BlockHandleProps {
  editor: Editor
  /** What the blocks and this handle stand in. */
  sheet: RefObject<HTMLDivElement | null>
}

/** The handle beside a block: dragged it moves the block, clicked it opens what can be done. */
export function BlockHandle({ editor, sheet }: BlockHandleProps) {
  const { t } = useTranslation()
  const hovered = useHovered(editor, sheet)
  const caret = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      at: now.state.selection.$from.index(0),
      count: now.state.doc.childCount,
      size: now.state.doc.content.size,
    }),
  })
  const [line, setLine] = useState<number>()
  const [menu, setMenu] = useState<number>()
  const grip = useRef<{ index: number; y: number; gap: number | undefined }>(undefined)
  const index = menu ?? hovered ?? caret.at
  const box = boxOf(editor, Math.min(index, caret.count - 1))
  if (!box) return null

  const move = (from: number, to: number) => {
    const tr = moveTo(editor.state, from, to)
    if (!tr) return
    editor.view.dispatch(tr)
    announce(t('editor.moved', { place: Math.min(to > from ? to : to + 1, caret.count) }))
  }
  const press = (e: PointerEvent<HTMLButtonElement>) => {
    if (e.button !== 0) return
    e.currentTarget.setPointerCapture(e.pointerId)
    grip.current = { index, y: e.clientY, gap: undefined }
  }
  const drag = (e: PointerEvent) => {
    const held = grip.current
    if (!held || (held.gap === undefined && Math.abs(e.clientY - held.y) < 4)) return
    const gap = gapAt(editor, e.clientY)
    held.gap = gap.index
    setLine(gap.top)
  }
  const release = () => {
    const held = grip.current
    grip.current = undefined
    setLine(undefined)
    if (held?.gap !== undefined) move(held.index, held.gap)
    else if (held) setMenu(held.index)
  }
  const act = (what: 'copy' | 'remove') => {
    const { from, to, node } = blockAt(editor, index)
    const { tr } = editor.state
    if (what === 'copy') tr.insert(to, node)
    else tr.delete(from, to)
    editor.view.dispatch(
      tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)))),
    )
    editor.commands.focus()
  }
  return (
    <>
      {line !== undefined && <div className={classes.line} style={{ top: line }} />}
      <Menu
        opened={menu !== undefined}
        onChange={(open) => !open && setMenu(undefined)}
        position="bottom-start"
      >
        <Menu.Target>
          <button
            type="button"
            tabIndex={-1}
            aria-label={t('editor.block_menu')}
            title={t('editor.block_menu')}
            className={classes.handle}
            data-dragging={line !== undefined || undefined}
            style={{ top: box.top }}
            onMouseDown={(e) => e.preventDefault()}
            onPointerDown={press}
            onPointerMove={drag}
            onPointerUp={release}
            onPointerCancel={() => {
              grip.current = undefined
              setLine(undefined)
            }}
          >
            <IconGripVertical size={16} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconArrowUp size={16} />}
            disabled={index === 0}
            onClick={() => move(index, index - 1)}
          >
            {t('editor.up')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown size={16} />}
            disabled={index >= caret.count - 1}
            onClick={() => move(index, index + 2)}
          >
            {t('editor.down')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => act('copy')}>
            {t('editor.block_copy')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            disabled={caret.count < 2}
            onClick={() => act('remove')}
          >
            {t('common.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
