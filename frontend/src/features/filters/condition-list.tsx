import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { filter } from '@wails/go/models'
import { type Dispatch, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import type { Problem } from '@/lib/api/client'
import { ConditionRow } from './condition-row'
import { ConditionWords } from './condition-words'
import classes from './editor.module.css'
import type { FilterAction } from './state/filter-state'
import type { List, Row } from './state/form'

interface ConditionListProps {
  list: List
  rows: Row[]
  subjects: filter.Subject[]
  problems: Map<string, Problem[]>
  dispatch: Dispatch<FilterAction>
  readOnly: boolean
  /** Groups that belong to this list and are only said. */
  children?: React.ReactNode
}

/** One of the two lists: its conditions, and a button for one more. */
export function ConditionList(p: ConditionListProps) {
  const { t } = useTranslation()
  const { list, rows, dispatch } = p
  const title = useId()
  const place = useRef<HTMLElement>(null)
  useFocusNewRow(place, rows)
  const remove = (key: string) => {
    dispatch({ type: 'remove', key })
    announce(t('filters.removed'))
    place.current?.querySelector<HTMLElement>('[data-add]')?.focus()
  }
  const move = (key: string, to: List) => {
    dispatch({ type: 'move', key, to })
    announce(t(`filters.moved_to.${to}`))
    place.current?.querySelector<HTMLElement>('[data-add]')?.focus()
  }
  return (
    <section className={classes.section} aria-labelledby={title} ref={place}>
      <div className={classes.heading}>
        <h2 id={title} style={{ fontSize: 14, margin: 0 }}>
          {t(`filters.list.${list}`)}
        </h2>
        <span className={classes.explains}>
          {t(
            list === 'optional' && rows.length === 1
              ? 'filters.lone_optional'
              : `filters.list_words.${list}`,
          )}
        </span>
      </div>
      <div className={classes.rows}>
        {rows.map((row, i) =>
          p.readOnly ? (
            <ConditionWords
              key={row.key}
              row={row}
              list={list}
              number={i + 1}
              subjects={p.subjects}
            />
          ) : (
            <ConditionRow
              key={row.key}
              row={row}
              list={list}
              number={i + 1}
              subjects={p.subjects}
              problems={p.problems.get(row.key) ?? []}
              onChange={(next) => dispatch({ type: 'change', row: next })}
              onRemove={() => remove(row.key)}
              onMove={(to) => move(row.key, to)}
            />
          ),
        )}
        {p.children}
      </div>
      {p.readOnly && rows.length === 0 && (
        <div className={classes.nothing}>{t('filters.no_conditions')}</div>
      )}
      {!p.readOnly && (
        <div className={classes.add}>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => dispatch({ type: 'add', list })}
            data-add
          >
            {t(`filters.add.${list}`)}
          </Button>
        </div>
      )}
    </section>
  )
}

// A row that was just added asks for its subject at once.
function useFocusNewRow(place: React.RefObject<HTMLElement | null>, rows: Row[]) {
  const known = useRef(new Set(rows.map((r) => r.key)))
  useEffect(() => {
    const added = rows.find((r) => !known.current.has(r.key))
    known.current = new Set(rows.map((r) => r.key))
    if (!added || added.subject) return
    const row = place.current?.querySelector(`[data-row-key="${added.key}"]`)
    row?.querySelector<HTMLElement>('input[data-subject]')?.focus()
  }, [place, rows])
}
