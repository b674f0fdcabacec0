import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/components/ui/data-table'
import { CardLink, Moment, Note, PartsCell, StepCell, Two } from './cells'

/** The columns of the table of a forecast. */
export function useRowColumns(product: string, currency: string): Column<crm.ForecastRow>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'when',
      title: t('forecast.column.when'),
      width: '104px',
      cell: (row) => <Moment at={row.at} />,
    },
    {
      key: 'card',
      title: t('forecast.column.card'),
      width: 'minmax(96px, 1.6fr)',
      cell: (row) => <CardLink row={row} product={product} />,
    },
    {
      key: 'step',
      title: t('forecast.column.step'),
      width: 'minmax(44px, 1.3fr)',
      hideBelow: 480,
      cell: (row) => <StepCell row={row} />,
    },
    {
      key: 'to',
      title: t('forecast.column.to'),
      width: 'minmax(100px, 1.5fr)',
      hideBelow: 640,
      cell: (row) => <Two first={row.toName || row.to} second={row.toName ? row.to : ''} />,
    },
    {
      key: 'text',
      title: t('forecast.column.text'),
      width: 'minmax(100px, 1.8fr)',
      hideBelow: 800,
      cell: (row) => (
        <span className="clip" title={row.title}>
          {row.title}
        </span>
      ),
    },
    {
      key: 'parts',
      title: t('forecast.column.parts'),
      width: '88px',
      hideBelow: 960,
      cell: (row) => <PartsCell row={row} currency={currency} />,
    },
    {
      key: 'note',
      title: t('forecast.column.note'),
      width: 'minmax(112px, 2fr)',
      cell: (row) => <Note row={row} />,
    },
  ]
}
