import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './find.module.css'
import type { Item, ItemGroup } from './item'
import { marked } from './state/match'

interface FindListProps {
  id: string
  optionId: (index: number) => string
  groups: ItemGroup[]
  /** The index of the line that Enter chooses. */
  current: number
  typed: string
  onPoint: (index: number) => void
  onChoose: (item: Item) => void
}

/** The lines in their groups; the input above keeps the focus. */
export function FindList(p: FindListProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another line is current
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [p.current, p.groups.length])
  const count = p.groups.reduce((sum, g) => sum + g.items.length, 0)
  let index = -1
  return (
    <>
      <div
        ref={list}
        id={p.id}
        role="listbox"
        aria-label={t('find.results')}
        className={classes.list}
      >
        {p.groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options
          <div key={group.key} role="group" aria-labelledby={`${p.id}-${group.key}`}>
            <div id={`${p.id}-${group.key}`} className={classes.group} role="presentation">
              {t(`find.group.${group.key}`)}
            </div>
            {group.items.map((item) => {
              index += 1
              return <Line key={item.key} item={item} index={index} list={p} />
            })}
          </div>
        ))}
      </div>
      <VisuallyHidden role="status" aria-live="polite">
        {p.typed.trim() && count > 0 ? t('find.count', { count }) : ''}
      </VisuallyHidden>
    </>
  )
}

function Line({ item, index, list }: { item: Item; index: number; list: FindListProps }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input above hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the input above keeps the focus
    <div
      id={list.optionId(index)}
      role="option"
      aria-selected={index === list.current}
      className={classes.line}
      onPointerMove={() => index !== list.current && list.onPoint(index)}
      onClick={() => list.onChoose(item)}
    >
      <item.icon size={18} stroke={1.75} aria-hidden className={classes.icon} />
      <span className={`${classes.title} clip`} title={item.title}>
        <Marked text={item.title} typed={list.typed} />
      </span>
      {item.below && (
        <span className={`${classes.below} clip`}>
          <Marked text={item.below} typed={list.typed} />
        </span>
      )}
    </div>
  )
}

function Marked({ text, typed }: { text: string; typed: string }) {
  let at = 0
  return marked(text, typed).map((part) => {
    at += part.text.length
    return part.marked ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>
  })
}
