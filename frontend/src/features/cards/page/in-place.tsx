import { ActionIcon, Group, Loader, Text, Tooltip } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { sameValue, type Value } from '../state/parts'
import { ConflictBox } from './conflict-box'
import classes from './in-place.module.css'
import type { PartEditor } from './use-edit-part'

interface InPlaceProps {
  /** What it is called, for people who don't see it. */
  label: string
  value: Value
  editor: PartEditor
  /** The input has a line of text in it: Enter saves. In several lines it takes Ctrl. */
  lines?: boolean
  /** One choice is enough: nothing to confirm. */
  atOnce?: boolean
  /** A value as people read it. */
  show: (value: Value) => ReactNode
  input: (value: Value, change: (value: Value) => void) => ReactNode
}

/** Esc takes back what is typed here, and not the drawer around it; a text goes on at its end. */
function begin({ target }: FocusEvent) {
  if (target.getAttribute('data-mantine-stop-propagation')) return
  target.setAttribute('data-mantine-stop-propagation', 'true')
  if (target instanceof HTMLTextAreaElement)
    target.setSelectionRange(target.value.length, target.value.length)
}

/** A value that turns into its input where it stands: Enter or leaving saves it, Esc takes it back. */
export function InPlace(p: InPlaceProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Value>()
  const pencil = useRef<HTMLButtonElement>(null)
  const begun = useRef<Value>(undefined)
  const { start, save, saving, error, forget } = p.editor
  const editing = draft !== undefined
  const back = useRef(false)
  useEffect(() => {
    if (!editing && back.current) pencil.current?.focus()
    back.current = false
  }, [editing])
  const open = () => {
    start()
    begun.current = p.value
    setDraft(p.value)
  }
  const close = (andFocus: boolean) => {
    back.current = andFocus
    setDraft(undefined)
    forget()
  }
  const commit = async (value: Value, andFocus: boolean) => {
    if (saving) return
    if (sameValue(value, p.value) || sameValue(value, begun.current ?? null)) return close(andFocus)
    if (await save(value)) close(andFocus)
  }
  if (!editing) {
    return (
      <div className={classes.root}>
        <div className={classes.value}>{p.show(p.value)}</div>
        <Tooltip label={t('card.edit', { part: p.label })}>
          <ActionIcon
            ref={pencil}
            size="sm"
            className={classes.pencil}
            aria-label={t('card.edit', { part: p.label })}
            onClick={open}
          >
            <IconPencil size={14} />
          </ActionIcon>
        </Tooltip>
        {/* The pointer may click anywhere; the keyboard has the pencil. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
        <div className={classes.door} onClick={open} />
      </div>
    )
  }
  const change = (value: Value) => {
    setDraft(value)
    if (p.atOnce) void commit(value, true)
  }
  const keys = (e: KeyboardEvent) => {
    if (e.key === 'Escape') {
      e.stopPropagation()
      close(true)
    }
    if (e.key === 'Enter' && (!p.lines || e.ctrlKey || e.metaKey) && !e.defaultPrevented) {
      e.preventDefault()
      void commit(draft, true)
    }
  }
  const leave = (e: FocusEvent) => {
    const to = e.relatedTarget
    // A calendar or a list of choices lies elsewhere in the page, but belongs to the input.
    if (to && (e.currentTarget.contains(to) || to.closest('[data-portal]'))) return
    if (error === undefined) void commit(draft, false)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the input inside
    <div
      className={classes.editing}
      onKeyDown={keys}
      onFocus={begin}
      onBlur={leave}
      aria-busy={saving}
    >
      {p.input(draft, change)}
      <ConflictBox editor={p.editor} show={p.show} onDone={() => close(true)} />
      <Group gap={6} className={classes.under}>
        {saving && <Loader size={12} />}
        {p.lines && !saving && (
          <Text size="xs" c="dimmed">
            {t('card.ctrl_enter')}
          </Text>
        )}
      </Group>
    </div>
  )
}
