// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw only its visible rows
// biome-ignore-all lint/a11y/useFocusableInteractive: what acts in a header is a button
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './card-list.module.css'
import type { ListColumn } from './columns'
import { WidthGrip } from './width-grip'

interface ListHeadProps {
  columns: ListColumn[]
  sort: string
  desc: boolean
  onSort: (key: string, desc: boolean) => void
  onWidth: (key: string, width: number) => void
  all: boolean
  some: boolean
  onAll: (all: boolean) => void
}

/** The titles of the columns: a click orders by one, its edge makes it wider. */
export function ListHead(p: ListHeadProps) {
  const { t } = useTranslation()
  return (
    <div role="row" aria-rowindex={1} className={`${classes.line} ${classes.head}`}>
      <div role="columnheader" className={classes.cell} data-choose>
        <input
          type="checkbox"
          className={classes.box}
          aria-label={t('cards.choose_all')}
          checked={p.all}
          ref={(e) => {
            if (e) e.indeterminate = p.some && !p.all
          }}
          onChange={() => p.onAll(!p.all)}
        />
      </div>
      {p.columns.map((c, i) => (
        <Title key={c.key} {...p} column={c} index={i} />
      ))}
    </div>
  )
}

function Title(p: ListHeadProps & { column: ListColumn; index: number }) {
  const { column: c } = p
  const mine = p.sort === c.key
  const Arrow = p.desc ? IconArrowDown : IconArrowUp
  const order = p.desc ? 'descending' : 'ascending'
  return (
    <div
      role="columnheader"
      aria-colindex={p.index + 2}
      aria-sort={c.sorts ? (mine ? order : 'none') : undefined}
      className={classes.cell}
      data-align={c.align}
      data-name={c.key === 'name' || undefined}
    >
      {c.sorts ? (
        <button
          type="button"
          className={classes.sort}
          title={c.title}
          onClick={() => p.onSort(c.key, mine ? !p.desc : false)}
        >
          <span className="clip">{c.title}</span>
          {mine && <Arrow size={14} aria-hidden className={classes.arrow} />}
        </button>
      ) : (
        <span className="clip" title={c.title}>
          {c.title}
        </span>
      )}
      <WidthGrip column={c} onWidth={(width) => p.onWidth(c.key, width)} />
    </div>
  )
}
