import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import type { Column } from '@/components/ui/data-table'
import { FolderGrip } from '@/components/ui/folders/drag-to-folder'
import { StateBadge } from '@/components/ui/state-badge'
import { When } from '@/components/ui/when'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { RowMenu } from './row-menu'
import classes from './sequences.module.css'
import type { SequenceFolders } from './use-sequence-folders'

/** The columns of the list: whether it is active, where it is, what it did and does next. */
export function useSequenceColumns(folders: SequenceFolders): Column<api.SequenceRow>[] {
  const { t } = useTranslation()
  const { number } = useFormat()
  return [
    {
      key: 'state',
      title: t('sequences.column.state'),
      sortable: true,
      width: '104px',
      cell: (row) => <StateBadge state={row.sequence.state} />,
    },
    {
      key: 'name',
      title: t('sequences.column.name'),
      sortable: true,
      width: 'minmax(180px, 3fr)',
      cell: (row) => <Name row={row} />,
    },
    {
      key: 'folder',
      title: t('sequences.column.folder'),
      sortable: true,
      width: 'minmax(84px, 0.8fr)',
      hideBelow: 800,
      cell: (row) => {
        const name = folders.folderNameOf(row.sequence.folder)
        return (
          <span className="clip" title={name}>
            {name}
          </span>
        )
      },
    },
    {
      key: 'cards',
      title: t('sequences.column.cards'),
      sortable: true,
      align: 'end',
      width: '72px',
      hideBelow: 480,
      cell: (row) =>
        row.cards > 0 ? (
          <CountDoor
            count={row.cards}
            to={paths.running(row.sequence.product, row.sequence.id)}
            search={{ state: 'done' }}
            label={t('sequences.ran', { count: row.cards })}
          />
        ) : (
          <span aria-hidden>–</span>
        ),
    },
    {
      key: 'steps',
      title: t('sequences.column.steps'),
      sortable: true,
      align: 'end',
      width: '68px',
      hideBelow: 480,
      cell: (row) => <span className="num">{number(row.sequence.steps.length)}</span>,
    },
    {
      key: 'next',
      title: t('sequences.column.next'),
      sortable: true,
      width: '108px',
      hideBelow: 640,
      cell: (row) =>
        row.running && !row.next ? t('sequences.now') : <When at={row.next} relative />,
    },
    {
      key: 'modified',
      title: t('sequences.column.modified'),
      sortable: true,
      width: '108px',
      hideBelow: 800,
      cell: (row) => (
        <span className={classes.name}>
          <When at={row.sequence.modified} relative />
          <span className={`clip ${classes.filter}`} title={row.by}>
            {row.by}
          </span>
        </span>
      ),
    },
    {
      key: 'menu',
      title: t('sequences.column.menu'),
      titleHidden: true,
      width: '48px',
      align: 'end',
      cell: (row) => <RowMenu row={row} folders={folders} />,
    },
  ]
}

function Name({ row }: { row: api.SequenceRow }) {
  const admin = useIsAdmin()
  const { id, name } = row.sequence
  return (
    <span className={classes.named}>
      {admin && <FolderGrip id={id} name={name} />}
      <span className={classes.name}>
        <b className="clip" title={name}>
          {name}
        </b>
        <span className={`clip ${classes.filter}`} title={row.filter}>
          {row.filter}
        </span>
      </span>
    </span>
  )
}
