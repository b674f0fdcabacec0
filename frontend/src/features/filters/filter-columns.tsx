import { Text, Tooltip } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/components/ui/data-table'
import { FolderGrip } from '@/components/ui/folders/drag-to-folder'
import type { NameFolders } from '@/components/ui/folders/use-name-folders'
import { UsedBy } from '@/components/ui/used-by'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { FilterMenu } from './filter-menu'
import classes from './filters.module.css'
import { Matches } from './matches'

/** The columns of the list of filters. */
export function useFilterColumns(product: string, folders: NameFolders): Column<api.FilterRow>[] {
  const { t, i18n } = useTranslation()
  const admin = useIsAdmin()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sentences change with the language
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('filters.column.name'),
        width: 'minmax(150px, 1.5fr)',
        cell: (row) => (
          <div className={classes.named}>
            {admin && <FolderGrip id={row.filter.id} name={row.filter.name} />}
            <Link
              to={paths.filter(product, row.filter.id)}
              className={classes.name}
              title={row.filter.name}
            >
              {row.filter.name}
            </Link>
            {row.readOnly && (
              <Tooltip label={t('filters.read_only_badge')}>
                <span className={classes.lock} role="img" aria-label={t('filters.read_only_badge')}>
                  <IconLock size={16} aria-hidden />
                </span>
              </Tooltip>
            )}
          </div>
        ),
      },
      {
        key: 'sentence',
        title: t('filters.column.sentence'),
        width: 'minmax(180px, 2fr)',
        hideBelow: 640,
        cell: (row) => {
          const words = say(row.sentence)
          return (
            <span className={classes.sentence} title={words}>
              <span className={classes.capital}>{words}</span>
            </span>
          )
        },
      },
      {
        key: 'matches',
        title: t('filters.column.matches'),
        width: '80px',
        align: 'end',
        cell: (row) => <Matches row={row} product={product} />,
      },
      {
        key: 'used',
        title: t('filters.column.used'),
        width: 'minmax(150px, 1.4fr)',
        hideBelow: 800,
        cell: (row) => (
          <div className={classes.used}>
            <UsedBy uses={row.usedBy} product={product} />
            {row.readOnly && (
              <span className={classes.state} title={t('filters.read_only_badge')}>
                <IconLock size={14} aria-hidden />
                {t('filters.read_only_short')}
              </span>
            )}
          </div>
        ),
      },
      {
        key: 'modified',
        title: t('filters.column.modified'),
        width: '124px',
        hideBelow: 960,
        cell: (row) => (
          <Text span size="sm" c="dimmed">
            <When at={row.filter.modified} relative />
          </Text>
        ),
      },
      {
        key: 'menu',
        title: t('filters.column.menu'),
        titleHidden: true,
        width: '48px',
        align: 'end',
        cell: (row) => <FilterMenu row={row} product={product} folders={folders} />,
      },
    ],
    [product, t, i18n.language, admin, folders],
  )
}
