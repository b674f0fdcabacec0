import type { api } from '@wails/go/models'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/components/ui/data-table'
import { UsedBy } from '@/components/ui/used-by'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { variableOf } from './draft'
import { LinkMenu } from './link-menu'
import classes from './links.module.css'

/** The columns of the list of links. */
export function useLinkColumns(product: string): Column<api.LinkRow>[] {
  const { t, i18n } = useTranslation()
  const { number } = useFormat()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('link.column.name'),
        width: 'minmax(150px, 1.4fr)',
        cell: ({ link }) => (
          <span className={classes.two}>
            <span className="clip" title={link.name}>
              {link.label && link.label !== link.name ? `${link.label} · ${link.name}` : link.name}
            </span>
            <span className={`${classes.small} ${classes.code}`} title={variableOf(link.slug)}>
              {variableOf(link.slug)}
            </span>
          </span>
        ),
      },
      {
        key: 'does',
        title: t('link.column.does'),
        width: 'minmax(160px, 1.6fr)',
        hideBelow: 640,
        cell: ({ link, says }) => {
          const words = link.kind === 'open' ? link.target : says.map((s) => say(s)).join(', ')
          return (
            <span className={classes.two}>
              <span>{t(`link.kind.${link.kind}`)}</span>
              <span className={classes.small} title={words}>
                {words}
              </span>
            </span>
          )
        },
      },
      {
        key: 'used',
        title: t('link.column.used'),
        width: 'minmax(120px, 1.2fr)',
        hideBelow: 800,
        cell: ({ usedBy }) => <UsedBy uses={usedBy} product={product} />,
      },
      {
        key: 'clicked',
        title: t('link.column.clicked'),
        hint: t('link.counts_hint'),
        width: '112px',
        align: 'end',
        cell: ({ counts }) => <span className="num">{number(counts.clicked)}</span>,
      },
      {
        key: 'days',
        title: t('link.column.days'),
        width: '96px',
        align: 'end',
        hideBelow: 640,
        cell: ({ link }) => t('link.days_count', { count: link.days }),
      },
      {
        key: 'menu',
        title: '',
        width: '48px',
        align: 'end',
        cell: (row) => <LinkMenu row={row} />,
      },
    ],
    [product, t, number, i18n.language],
  )
}
