import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '@/components/ui/data-table'
import { folderName } from '@/components/ui/folder-name'
import { StateBadge } from '@/components/ui/state-badge'
import { When } from '@/components/ui/when'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { RowMenu } from './row-menu'
import classes from './sequences.module.css'
import type { View } from './view'

interface SequenceTableProps {
  rows: api.SequenceRow[]
  folders: crm.Folder[]
  view: View
  onView: (change: Partial<View>) => void
}

/** The automations in rows: whether they are active, where they are, what they did and do next. */
export function SequenceTable({ rows, folders, view, onView }: SequenceTableProps) {
  const { t } = useTranslation()
  const go = useGo()
  const { number } = useFormat()
  const nameOfFolder = (id: string) => {
    const folder = folders.find((f) => f.id === id)
    return folder ? folderName(t, folder) : ''
  }
  const columns: Column<api.SequenceRow>[] = [
    {
      key: 'state',
      title: t('sequences.column.state'),
      width: '64px',
      cell: (row) => <StateBadge state={row.sequence.state} iconOnly />,
    },
    {
      key: 'name',
      title: t('sequences.column.name'),
      sortable: true,
      width: 'minmax(180px, 3fr)',
      cell: (row) => (
        <span className={classes.name}>
          <b className="clip" title={row.sequence.name}>
            {row.sequence.name}
          </b>
          <span className={`clip ${classes.filter}`} title={row.filter}>
            {row.filter}
          </span>
        </span>
      ),
    },
    {
      key: 'folder',
      title: t('sequences.column.folder'),
      width: 'minmax(90px, 1fr)',
      hideBelow: 960,
      cell: (row) => <span className="clip">{nameOfFolder(row.sequence.folder)}</span>,
    },
    {
      key: 'cards',
      title: t('sequences.column.cards'),
      sortable: true,
      align: 'end',
      width: '84px',
      hideBelow: 480,
      cell: (row) => <span className="num">{row.cards > 0 ? number(row.cards) : '–'}</span>,
    },
    {
      key: 'steps',
      title: t('sequences.column.steps'),
      sortable: true,
      align: 'end',
      width: '76px',
      hideBelow: 480,
      cell: (row) => <span className="num">{number(row.sequence.steps.length)}</span>,
    },
    {
      key: 'next',
      title: t('sequences.column.next'),
      sortable: true,
      width: '128px',
      hideBelow: 640,
      cell: (row) =>
        row.running && !row.next ? t('sequences.now') : <When at={row.next} relative />,
    },
    {
      key: 'modified',
      title: t('sequences.column.modified'),
      sortable: true,
      width: '116px',
      hideBelow: 640,
      cell: (row) => <When at={row.sequence.modified} relative />,
    },
    {
      key: 'menu',
      title: t('sequences.column.menu'),
      titleHidden: true,
      width: '44px',
      align: 'end',
      cell: (row) => <RowMenu row={row} folders={folders} />,
    },
  ]
  return (
    <DataTable
      grow
      label={t('sequences.title')}
      rows={rows}
      columns={columns}
      rowHeight={52}
      idOf={(row) => row.sequence.id}
      nameOf={(row) => row.sequence.name}
      onOpen={(row) => go(paths.automation(row.sequence.product, row.sequence.id))}
      sort={{ key: view.sort, desc: !view.up }}
      onSort={({ key, desc }) => onView({ sort: key as View['sort'], up: !desc })}
    />
  )
}
