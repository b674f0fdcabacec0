import { Kbd, Loader, Modal, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import classes from './find.module.css'
import { FindList } from './find-list'
import type { Item } from './item'
import { useItems } from './use-items'

/** How long typing pauses before the backend is asked, in milliseconds. */
const pause = 80

/** Finds everything by a few letters, and does what can be done from anywhere. Keys alone suffice. */
export function FindDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal.Root
      returnFocus={false}
      opened={open}
      onClose={onClose}
      size={640}
      yOffset="10vh"
      padding={0}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t('find.title')} radius="md">
        <FindBox onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  )
}

function FindBox({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed, pause)
  const [at, setAt] = useState(0)
  const [waiting, setWaiting] = useState(false)
  const list = useId()
  const { groups, error, busy } = useItems(typed, text)
  const items = groups.flatMap((g) => g.items)
  const current = Math.min(at, items.length - 1)
  const choose = (item: Item | undefined) => {
    if (!item) return
    onClose()
    // After the dialog gave the focus back, what opens may take it.
    setTimeout(item.run)
  }
  // Who types and presses Enter at once means what is found, not what was there before.
  useEffect(() => {
    if (waiting && !busy) {
      setWaiting(false)
      choose(items[current])
    }
  })
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return
    const moves: Record<string, number> = {
      ArrowDown: (current + 1) % items.length,
      ArrowUp: (current - 1 + items.length) % items.length,
      PageDown: Math.min(current + 8, items.length - 1),
      PageUp: Math.max(current - 8, 0),
    }
    const move = moves[e.key]
    if (move !== undefined && items.length > 0) setAt(move)
    else if (e.key === 'Enter') {
      if (busy) setWaiting(true)
      else choose(items[current])
    } else return
    e.preventDefault()
  }
  const id = (i: number) => `${list}-${i}`
  return (
    <>
      <TextInput
        variant="unstyled"
        size="lg"
        data-autofocus
        className={classes.input}
        leftSection={<IconSearch size={20} stroke={1.75} />}
        rightSection={busy ? <Loader size={16} /> : null}
        placeholder={t('find.place')}
        aria-label={t('find.place')}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={items.length > 0 ? id(current) : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={typed}
        onChange={(e) => {
          setTyped(e.currentTarget.value)
          setAt(0)
          setWaiting(false)
        }}
        onKeyDown={onKeyDown}
      />
      {error && (
        <div className={classes.pad}>
          <ErrorBox error={error} />
        </div>
      )}
      <FindList
        id={list}
        optionId={id}
        groups={groups}
        current={current}
        typed={typed}
        onPoint={setAt}
        onChoose={choose}
      />
      {items.length === 0 && !busy && !error && (
        <Text className={classes.none} role="status">
          {t('find.none', { text: typed.trim() })}
        </Text>
      )}
      <div className={classes.keys} aria-hidden>
        <span>
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {t('find.key_walk')}
        </span>
        <span>
          <Kbd size="xs">Enter</Kbd> {t('find.key_open')}
        </span>
        <span>
          <Kbd size="xs">Esc</Kbd> {t('find.key_close')}
        </span>
      </div>
    </>
  )
}
