import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/components/ui/data-table'
import { StateBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import { When } from '@/components/ui/when'
import type { Action } from '@/lib/jobs/use-acts'
import { paths } from '@/lib/routing/paths'
import { RowMenu } from './row-menu'
import classes from './running.module.css'

/** The columns of the cards in an automation. */
export function useColumns(
  act: (pick: api.RunningPick, action: Action) => void,
): Column<api.RunningRow>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'card',
      title: t('running.card'),
      width: 'minmax(120px, 2fr)',
      cell: (row) => (
        <span className={classes.two}>
          <Anchor
            component={Link}
            to={paths.card(row.product, row.card)}
            className="clip"
            title={row.cardName}
          >
            {row.cardName}
          </Anchor>
          {(row.round > 1 || row.byHand) && (
            <span className={`clip ${classes.small}`}>
              {row.round > 1 && t('running.round', { round: row.round })}
              {row.round > 1 && row.byHand && ' · '}
              {row.byHand && t('running.by_hand')}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'step',
      title: t('running.step'),
      width: 'minmax(120px, 2fr)',
      hideBelow: 640,
      cell: (row) =>
        row.kind ? (
          <span className={classes.step}>
            <KindIcon kind={row.kind} size={16} />
            <span className="clip" title={row.template}>
              {row.position}. {row.template || t(`kind.${row.kind}`)}
            </span>
          </span>
        ) : null,
    },
    {
      key: 'state',
      title: t('running.state_head'),
      width: 'minmax(112px, 1.5fr)',
      cell: (row) => (
        <span className={classes.two}>
          <StateBadge state={row.state} />
          {row.reason && (
            <span className={`clip ${classes.small}`} title={t(`reason.${row.reason}`)}>
              {t(`reason.${row.reason}`)}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'when',
      title: t('running.when'),
      width: '150px',
      hideBelow: 480,
      cell: (row) => <When at={row.at} />,
    },
    {
      key: 'owner',
      title: t('running.owner'),
      width: 'minmax(80px, 1fr)',
      hideBelow: 800,
      cell: (row) => (
        <span className="clip" title={row.ownerName}>
          {row.ownerName || '–'}
        </span>
      ),
    },
    {
      key: 'menu',
      title: t('running.actions'),
      titleHidden: true,
      width: '44px',
      cell: (row) => <RowMenu row={row} onAct={act} />,
    },
  ]
}
