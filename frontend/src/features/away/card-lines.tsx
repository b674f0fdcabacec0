import { Anchor, Button, Text } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { paths } from '@/lib/routing/paths'
import classes from './away.module.css'

/** One card of a group. */
export interface CardLine {
  id: string
  card: string
  name: string
  product: string
  sequence: string
  at: number
  /** Whether this person may decide it. */
  mine: boolean
}

interface CardLinesProps {
  lines: CardLine[]
  actionsOf: (line: CardLine) => ReactNode
  onMore?: () => void
  busy: boolean
}

/** The cards of a group, each with its own answers. */
export function CardLines({ lines, actionsOf, onMore, busy }: CardLinesProps) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  return (
    <>
      <ul className={classes.cards}>
        {lines.map((line) => (
          <li key={line.id} className={classes.card}>
            <Anchor
              component={Link}
              to={paths.card(line.product, line.card)}
              className="clip"
              title={line.name}
            >
              {line.name}
            </Anchor>
            <When at={line.at} />
            <span className={classes.actions}>
              {line.mine ? (
                actionsOf(line)
              ) : (
                <Text size="sm" c="dimmed">
                  {t('away.not_yours')}
                </Text>
              )}
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconHelpCircle size={14} />}
                aria-label={t('away.why_of', { name: line.name })}
                onClick={() => open({ kind: 'why', card: line.card, sequence: line.sequence })}
              >
                {t('away.why')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {onMore && (
        <Button size="compact-sm" variant="subtle" loading={busy} onClick={onMore}>
          {t('away.more')}
        </Button>
      )}
    </>
  )
}
