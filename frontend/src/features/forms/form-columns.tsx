import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import type { Column } from '@/components/ui/data-table'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import type { FormRow } from './contract'
import { FormAddress } from './form-address'
import { FormMenu } from './form-menu'
import { FormStateBadge } from './form-state-badge'
import classes from './forms.module.css'
import { WaitingDoor } from './waiting-door'

/** The columns of the list of forms. */
export function useFormColumns(product: string): Column<FormRow>[] {
  const { t } = useTranslation()
  const { number } = useFormat()
  return useMemo(() => {
    const count = (key: 'seen' | 'won', hideBelow: 480 | 640): Column<FormRow> => ({
      key,
      title: t(`form.column.${key}`),
      width: '84px',
      align: 'end',
      hideBelow,
      cell: ({ counts }) => <span className="num">{number(counts[key])}</span>,
    })
    return [
      {
        key: 'state',
        title: t('form.column.state'),
        width: '104px',
        hideBelow: 480,
        cell: ({ form }) => <FormStateBadge active={form.active} />,
      },
      {
        key: 'name',
        title: t('form.column.name'),
        width: 'minmax(140px, 1.4fr)',
        cell: ({ form }) => (
          <Link to={paths.form(product, form.id)} className={classes.name} title={form.name}>
            {form.name}
          </Link>
        ),
      },
      {
        key: 'address',
        title: t('form.column.address'),
        width: 'minmax(160px, 2fr)',
        hideBelow: 800,
        cell: (row) => <FormAddress row={row} />,
      },
      count('seen', 640),
      {
        key: 'sent',
        title: t('form.column.sent'),
        width: '84px',
        align: 'end',
        cell: ({ form, counts }) => (
          <CountDoor
            count={counts.sent}
            to={paths.formAnswers(product, form.id)}
            label={t('form.sent_count', { count: counts.sent })}
          />
        ),
      },
      {
        key: 'waiting',
        title: t('form.column.waiting'),
        width: '124px',
        align: 'end',
        cell: (row) => <WaitingDoor row={row} />,
      },
      count('won', 480),
      {
        key: 'menu',
        title: t('form.column.menu'),
        titleHidden: true,
        width: '48px',
        align: 'end',
        cell: (row) => <FormMenu row={row} />,
      },
    ]
  }, [product, t, number])
}
