import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api, merge } from '@wails/go/models'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/components/ui/data-table'
import { FolderGrip } from '@/components/ui/folders/drag-to-folder'
import type { NameFolders } from '@/components/ui/folders/use-name-folders'
import { UsedBy } from '@/components/ui/used-by'
import { When } from '@/components/ui/when'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useVariables } from './api'
import { KindMark } from './kind-mark'
import { TemplateMenu } from './template-menu'
import { TemplateWords } from './template-words'
import classes from './templates.module.css'

const none: merge.Field[] = []

/** The columns of the list of templates. */
export function useTemplateColumns(
  product: string,
  folders: NameFolders,
): Column<api.TemplateRow>[] {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const variables = useVariables(product).data ?? none
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('templates.column.name'),
        width: 'minmax(150px, 1.8fr)',
        cell: ({ template }) => (
          <span className={classes.named}>
            {admin && <FolderGrip id={template.id} name={template.name} />}
            <Link
              to={paths.template(product, template.id)}
              className={classes.name}
              title={template.name}
            >
              {template.name}
            </Link>
          </span>
        ),
      },
      {
        key: 'kind',
        title: t('templates.column.kind'),
        width: '104px',
        cell: ({ template }) => <KindMark kind={template.kind} />,
      },
      {
        key: 'text',
        title: t('templates.column.text'),
        width: 'minmax(180px, 2.2fr)',
        hideBelow: 640,
        cell: ({ template: { content }, says }) => {
          const lines = [content.subject, says].filter(Boolean).join(' – ')
          return <TemplateWords text={lines} variables={variables} />
        },
      },
      {
        key: 'used',
        title: t('templates.column.used'),
        width: 'minmax(120px, 1.1fr)',
        hideBelow: 800,
        cell: (row) => <UsedBy uses={row.usedBy} product={product} />,
      },
      {
        key: 'modified',
        title: t('templates.column.modified'),
        width: '124px',
        hideBelow: 960,
        cell: (row) => (
          <Text span size="sm" c="dimmed">
            <When at={row.template.modified} relative />
          </Text>
        ),
      },
      {
        key: 'menu',
        title: '',
        width: '48px',
        align: 'end',
        cell: (row) => <TemplateMenu row={row} product={product} folders={folders} />,
      },
    ],
    [product, t, admin, folders, variables],
  )
}
