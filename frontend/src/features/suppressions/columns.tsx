import { ActionIcon } from '@mantine/core'
import {
  IconBan,
  IconEraser,
  IconHandStop,
  IconMail,
  IconMailX,
  IconPhone,
  IconPlaylistX,
  IconShieldX,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/components/ui/data-table'
import { ToneBadge } from '@/components/ui/state-badge'
import { When } from '@/components/ui/when'

const looks = {
  unsubscribed: ['amber', IconBan],
  complaint: ['red', IconShieldX],
  bounced: ['red', IconMailX],
  erased: ['grey', IconEraser],
  manual: ['blue', IconHandStop],
} as const

/** The columns of the list. */
export function useColumns(
  onLift: (row: api.SuppressionRow) => void,
): Column<api.SuppressionRow>[] {
  const { t } = useTranslation()
  return useMemo(
    () => [
      {
        key: 'address',
        title: t('consent.address'),
        width: 'minmax(clamp(120px, 20vw, 260px), 3fr)',
        cell: ({ entry }) => <Address entry={entry} />,
      },
      {
        key: 'reason',
        title: t('consent.why'),
        width: 'minmax(172px, 1.4fr)',
        cell: ({ entry }) => (
          <ToneBadge tone={looks[entry.reason][0]} icon={looks[entry.reason][1]}>
            {t(`consent.reason.${entry.reason}`)}
          </ToneBadge>
        ),
      },
      {
        key: 'scope',
        title: t('consent.what'),
        width: '140px',
        hideBelow: 640,
        cell: ({ entry }) => t(`consent.scope.${entry.scope}`),
      },
      {
        key: 'proof',
        title: t('consent.proof'),
        width: 'minmax(120px, 2.4fr)',
        hideBelow: 960,
        cell: ({ entry }) => (
          <span className="clip" title={entry.proof}>
            {entry.proof}
          </span>
        ),
      },
      {
        key: 'who',
        title: t('consent.who'),
        width: '140px',
        hideBelow: 1120,
        cell: (row) => <span className="clip">{row.who}</span>,
      },
      {
        key: 'since',
        title: t('consent.since'),
        width: '160px',
        hideBelow: 480,
        cell: ({ entry }) => <When at={entry.since} />,
      },
      {
        key: 'lift',
        title: t('consent.lift'),
        titleHidden: true,
        width: '44px',
        align: 'end',
        cell: (row) => (
          <ActionIcon
            tabIndex={-1}
            aria-label={`${t('consent.lift')}: ${row.entry.value || t('consent.erased_address')}`}
            title={t('consent.lift')}
            onClick={(e) => {
              e.stopPropagation()
              onLift(row)
            }}
          >
            <IconPlaylistX size={16} />
          </ActionIcon>
        ),
      },
    ],
    [t, onLift],
  )
}

function Address({ entry }: { entry: api.SuppressionRow['entry'] }) {
  const { t } = useTranslation()
  const Picture = entry.channel === 'email' ? IconMail : IconPhone
  const word = t(entry.channel === 'email' ? 'consent.only_email' : 'consent.only_sms')
  return (
    <span style={{ display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 }}>
      <Picture size={16} stroke={1.75} role="img" aria-label={word} style={{ flex: 'none' }} />
      <span className="clip" title={entry.value}>
        {entry.value || <i>{t('consent.erased_address')}</i>}
      </span>
    </span>
  )
}
