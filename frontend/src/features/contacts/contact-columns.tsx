import { Anchor, Text } from '@mantine/core'
import { IconBuilding, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/components/ui/data-table'
import { TagWords } from '@/components/ui/tag-list'
import { When } from '@/components/ui/when'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import { useTags } from '@/lib/tags/use-tags'
import { ConsentMark } from './consent-badge'
import classes from './contacts.module.css'

/** Whether a client is a person or a company, as a picture with its word. */
export function KindIcon({ kind }: { kind: string }) {
  const { t } = useTranslation()
  const Picture = kind === 'company' ? IconBuilding : IconUser
  const word = t(kind === 'company' ? 'contacts.company' : 'contacts.person')
  return <Picture size={16} stroke={1.75} role="img" aria-label={word} className={classes.kind} />
}

/** The columns of the list of clients. */
export function useContactColumns(): Column<api.ContactRow>[] {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { byId } = useTags()
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('contacts.column.name'),
        width: 'minmax(180px, 3fr)',
        sortable: true,
        cell: (r) => (
          <span className={classes.name}>
            <KindIcon kind={r.kind} />
            <Anchor
              component={Link}
              to={paths.contact(r.id)}
              className="clip"
              title={r.name}
              c="var(--mantine-color-text)"
              fw={550}
              tabIndex={-1}
            >
              {r.name}
            </Anchor>
          </span>
        ),
      },
      {
        key: 'company',
        title: t('contacts.column.company'),
        width: 'minmax(120px, 2fr)',
        hideBelow: 800,
        cell: (r) => (
          <Dimmed>
            {r.kind === 'company' && r.persons > 0
              ? t('contacts.persons_count', { count: r.persons })
              : r.companyName}
          </Dimmed>
        ),
      },
      {
        key: 'email',
        title: t('contacts.column.email'),
        width: 'minmax(140px, 2.4fr)',
        hideBelow: 640,
        cell: (r) => <Address typed={r.email} consent={r.emailConsent} />,
      },
      {
        key: 'phone',
        title: t('contacts.column.phone'),
        width: '152px',
        hideBelow: 480,
        cell: (r) => <Address typed={r.phone} consent={r.phoneConsent} />,
      },
      {
        key: 'tags',
        title: t('contacts.column.tags'),
        width: 'minmax(80px, 1.4fr)',
        hideBelow: 960,
        cell: (r) => <TagWords tags={r.tags} most={2} byId={byId} />,
      },
      {
        key: 'cards',
        title: t('contacts.column.cards'),
        width: '72px',
        align: 'end',
        cell: (r) => <Dimmed>{r.cards > 0 ? number(r.cards) : ''}</Dimmed>,
      },
      {
        key: 'modified',
        title: t('contacts.column.modified'),
        width: '120px',
        sortable: true,
        hideBelow: 800,
        cell: (r) => <When at={r.modified} relative />,
      },
    ],
    [t, number, byId],
  )
}

function Dimmed({ children }: { children: string }) {
  return (
    <Text span size="sm" c="dimmed" className="clip" title={children}>
      {children || '–'}
    </Text>
  )
}

function Address({ typed, consent }: { typed: string; consent: string }) {
  return (
    <span className={classes.withMark}>
      <Dimmed>{typed}</Dimmed>
      <ConsentMark consent={consent} />
    </span>
  )
}
