import { Anchor, Avatar, Text, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/components/ui/data-table'
import { StatusName } from '@/components/ui/status-name'
import { When } from '@/components/ui/when'
import { paths } from '@/lib/routing/paths'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'

/** The columns of the list of cards. */
export function useCardColumns(): Column<api.CardRow>[] {
  const { t } = useTranslation()
  const { product, statuses } = useProduct()
  const { users } = useWorkspace()
  return useMemo(() => {
    const dimmed = (text: string) => (
      <Text span size="sm" c="dimmed" className="clip" title={text}>
        {text || '–'}
      </Text>
    )
    return [
      {
        key: 'name',
        title: t('cards.column.name'),
        width: 'minmax(180px, 4fr)',
        sortable: true,
        cell: (r) => (
          <Anchor
            component={Link}
            to={paths.card(product.id, r.id)}
            className="clip"
            title={r.name}
            c="var(--mantine-color-text)"
            fw={550}
            tabIndex={-1}
          >
            {r.name}
          </Anchor>
        ),
      },
      {
        key: 'status',
        title: t('cards.column.status'),
        width: 'minmax(144px, 1.2fr)',
        sortable: true,
        cell: (r) => <StatusName status={statuses.find((s) => s.id === r.status)} />,
      },
      {
        key: 'contact',
        title: t('cards.column.contact'),
        width: 'minmax(100px, 1.6fr)',
        hideBelow: 1120,
        cell: (r) => dimmed(r.contact === r.name ? '' : r.contact),
      },
      {
        key: 'email',
        title: t('cards.column.email'),
        width: 'minmax(120px, 2.2fr)',
        hideBelow: 640,
        cell: (r) => dimmed(r.email),
      },
      {
        key: 'phone',
        title: t('cards.column.phone'),
        width: '136px',
        hideBelow: 800,
        cell: (r) => dimmed(r.phone),
      },
      {
        key: 'owner',
        title: t('cards.column.owner'),
        width: '64px',
        hideBelow: 800,
        cell: (r) => <Owner name={users.find((u) => u.id === r.owner)?.name} />,
      },
      {
        key: 'next',
        title: t('cards.column.next'),
        width: '112px',
        hideBelow: 480,
        cell: (r) => <When at={r.next} relative />,
      },
      {
        key: 'modified',
        title: t('cards.column.modified'),
        width: '112px',
        sortable: true,
        hideBelow: 640,
        cell: (r) => <When at={r.modified} relative />,
      },
    ]
  }, [t, product.id, statuses, users])
}

function Owner({ name }: { name: string | undefined }) {
  if (!name) return <span aria-hidden>–</span>
  return (
    <Tooltip label={name}>
      <Avatar name={name} color="gray" size={24} role="img" aria-label={name} />
    </Tooltip>
  )
}
