import { UnstyledButton } from '@mantine/core'
import { IconChecks, IconDoorExit, IconEyeOff } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StatusName } from '@/components/ui/status-name'
import { KindIcon } from '@/components/ui/step-kind'
import { useFormat } from '@/lib/format/use-format'
import { useProduct } from '@/lib/workspace/workspace'
import classes from './sandbox.module.css'
import { type BoardColumn, columnsOf } from './state/board'

interface BoardProps {
  cards: readonly crm.SandboxCard[]
  steps: readonly crm.Step[]
  /** The cards that just moved. */
  moved: ReadonlySet<string>
  onOpen: (card: string) => void
}

/** The copied cards by where they stand in the automation. */
export function Board({ cards, steps, moved, onOpen }: BoardProps) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it
    <section className={classes.board} aria-label={t('sandbox.board')} tabIndex={0}>
      {columnsOf(cards, steps).map((column) => (
        <section
          key={column.key}
          className={classes.column}
          aria-labelledby={`column-${column.key}`}
        >
          <ColumnHead column={column} />
          <ul>
            {column.cards.map((card) => (
              <li key={card.id}>
                <CardChip card={card} moved={moved.has(card.id)} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

const ends = { outside: IconEyeOff, completed: IconChecks, left: IconDoorExit }

function ColumnHead({ column: { key, position, kind, cards } }: { column: BoardColumn }) {
  const { t } = useTranslation()
  const Picture = ends[key as keyof typeof ends]
  const name = kind
    ? t('sandbox.waits_at', { position, kind: t(`kind.${kind}`) })
    : t(`sandbox.column.${key}`)
  return (
    <h2 id={`column-${key}`} className={classes.columnHead}>
      {kind ? <KindIcon kind={kind} size={16} /> : Picture && <Picture size={16} aria-hidden />}
      <span className="clip" title={name}>
        {name}
      </span>
      <span className="num">{cards.length}</span>
    </h2>
  )
}

interface CardChipProps {
  card: crm.SandboxCard
  moved: boolean
  onOpen: (card: string) => void
}

function CardChip({ card, moved, onOpen }: CardChipProps) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const { statuses } = useProduct()
  return (
    <UnstyledButton
      className={classes.chip}
      data-moved={moved || undefined}
      onClick={() => onOpen(card.id)}
    >
      <b className="clip" title={card.name}>
        {card.name}
      </b>
      <span className={classes.small}>
        <StatusName status={statuses.find((s) => s.id === card.status)} />
      </span>
      {card.due > 0 && <span className={`${classes.small} num`}>{moment(card.due)}</span>}
      {card.reason && (
        <span className={`clip ${classes.small}`} title={t(`reason.${card.reason}`)}>
          {t(`reason.${card.reason}`)}
        </span>
      )}
    </UnstyledButton>
  )
}
