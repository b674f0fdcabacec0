import { IconHandStop } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import type { FormRow } from './contract'
import classes from './forms.module.css'

/** How many wait in the quarantine, as a way to them; a dash for none. */
export function WaitingDoor({ row }: { row: FormRow }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { id, product } = row.form
  if (row.waiting === 0) return <span aria-hidden>–</span>
  return (
    <Link
      to={paths.formAnswers(product, id)}
      search={{ state: 'quarantined' } as never}
      className={classes.waiting}
      aria-label={t('form.answers.waiting_count', { count: row.waiting })}
    >
      <ToneBadge tone="amber" icon={IconHandStop}>
        {number(row.waiting)}
      </ToneBadge>
    </Link>
  )
}
